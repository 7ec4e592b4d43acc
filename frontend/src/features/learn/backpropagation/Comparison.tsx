import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '@/shared/format';
import { ErrorText, Panel } from '@/shared/ui';
import styles from './Answer.module.css';
import { GIVEN, type Numbers, useNumbers } from './engine';
import { written } from './steps';

const NUDGE = 0.01;
const MORE = { ...GIVEN, w1: GIVEN.w1 + NUDGE };
const LESS = { ...GIVEN, w1: GIVEN.w1 - NUDGE };

interface Props {
  numbers: Numbers;
  /** dw₁ as the reader wrote it. */
  own: string | null;
  /** All three ways stand beside one another. */
  onCompared: () => void;
}

/** dw₁ found in three ways: by hand, by the engine, and by going forward twice with w₁ a little larger and smaller. */
export function Comparison({ numbers, own, onCompared }: Props) {
  const { t } = useTranslation('lesson-backpropagation');
  const [engine, setEngine] = useState(false);
  const [nudging, setNudging] = useState(false);
  const more = useNumbers(MORE, nudging);
  const less = useNumbers(LESS, nudging);
  const failed = more.error ?? less.error;
  const nudged = nudging && more.data && less.data ? { up: more.data.L, down: less.data.L } : null;
  const compared = own !== null && engine && nudged !== null;
  useEffect(() => {
    if (compared) onCompared();
  }, [compared, onCompared]);
  return (
    <Panel label={t('ways.title')}>
      <p className={styles.about}>{t(own === null ? 'ways.first' : 'ways.about')}</p>
      <table className={styles.ways}>
        <tbody>
          <tr>
            <th scope="row">{t('ways.hand')}</th>
            <td>{own ?? '–'}</td>
          </tr>
          <tr>
            <th scope="row">{t('ways.engine')}</th>
            <td>
              {engine ? (
                number(numbers.dw1, 4)
              ) : (
                <Button disabled={own === null} onClick={() => setEngine(true)}>
                  {t('ways.askEngine')}
                </Button>
              )}
            </td>
          </tr>
          <tr>
            <th scope="row">
              {t('ways.nudging')}
              <div className={styles.how}>
                {nudged &&
                  t('ways.how', {
                    more: written(MORE.w1),
                    up: number(nudged.up, 5),
                    less: written(LESS.w1),
                    down: number(nudged.down, 5),
                    width: number(2 * NUDGE, 2),
                  })}
              </div>
            </th>
            <td>
              {nudged ? (
                number((nudged.up - nudged.down) / (2 * NUDGE), 4)
              ) : (
                <Button disabled={own === null} loading={more.isFetching || less.isFetching} onClick={() => setNudging(true)}>
                  {t('ways.nudge')}
                </Button>
              )}
            </td>
          </tr>
        </tbody>
      </table>
      {failed ? (
        <ErrorText
          error={failed}
          retry={() => {
            void more.refetch();
            void less.refetch();
          }}
        />
      ) : null}
    </Panel>
  );
}
