import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, type Line, lossOf, lossRange, shareOf } from '@/shared/charts';
import { count, number } from '@/shared/format';
import type { Told } from '@/shared/lab';
import styles from './Shared.module.css';

interface Props {
  told: Told;
  /** Whether the share of right points is told as well. */
  right?: boolean;
}

/** The loss on the training data, as a number and as a curve over the steps. */
export function LossReading({ told: { out, course }, right = true }: Props) {
  const { t } = useTranslation('learn');
  const { loss = null, accuracy = null } = out?.measured?.training ?? {};
  const lines = useMemo(
    (): Line[] => [{ label: t('lab.loss'), colour: '--curve-training', points: course.map(({ step, measured }) => ({ x: step, y: measured.training.loss })) }],
    [course, t],
  );
  return (
    <>
      <dl className={styles.numbers}>
        <div>
          <dt>{t('lab.loss')}</dt>
          <dd>{lossOf(loss)}</dd>
        </div>
        {right && (
          <div>
            <dt>{t('lab.right')}</dt>
            <dd>{shareOf(accuracy)}</dd>
          </div>
        )}
      </dl>
      <div className={styles.curve}>
        <Chart
          label={t('lab.curve', { loss: lossOf(loss), step: number(out?.step ?? 0) })}
          waiting={t('lab.waiting')}
          lines={lines}
          value={lossOf}
          position={count}
          range={lossRange}
        />
      </div>
    </>
  );
}
