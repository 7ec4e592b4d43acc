import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Alarms, MeasuresTable, UnderWay, useVerdict } from '@/shared/judging';
import { number } from '@/shared/format';
import { ErrorText, Panel, Waiting } from '@/shared/ui';
import { shared } from '../shared';
import styles from './Gan.module.css';
import { MODEL } from './writer';

const COUNT = 1_000; // pictures: enough for a quick verdict
const SHOWN = ['agreement', 'seen', 'strange', 'spread', 'copies'];

/** The judge reads what the digit writer writes, and says how good it is. */
export function JudgeStep({ complete }: { complete: () => void }) {
  const { t } = useTranslation('lesson-gan');
  const { told, verdict, busy, error, failed, again, start, starting, cancel, cancelling } = useVerdict(MODEL);
  const [asked, setAsked] = useState(false);
  const known = verdict !== null && told?.current === true && !busy;
  const answered = asked && known;
  useEffect(() => {
    if (answered) complete();
  }, [answered, complete]);
  const ask = () => {
    setAsked(true);
    if (!known) start({ count: COUNT });
  };
  const stop = () => {
    setAsked(false);
    cancel();
  };
  if (error) return <ErrorText error={error} retry={again} />;
  if (!told) return <Waiting />;
  return (
    <div className={shared.board}>
      <Panel label={t('judge.title')}>
        <div className={styles.judge}>
          <p className={shared.note}>{t('judge.about', { count: number(COUNT) })}</p>
          {busy ? (
            <UnderWay told={told} onCancel={stop} cancelling={cancelling} />
          ) : (
            !answered && (
              <Button variant="filled" loading={starting} className={styles.ask} onClick={ask}>
                {t('judge.ask')}
              </Button>
            )
          )}
          {failed && <ErrorText error={failed} />}
          {answered && (
            <>
              <Alarms alarm={verdict.alarm} />
              <MeasuresTable verdict={verdict} only={SHOWN} />
            </>
          )}
        </div>
      </Panel>
    </div>
  );
}
