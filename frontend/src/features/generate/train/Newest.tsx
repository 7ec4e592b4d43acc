import { useTranslation } from 'react-i18next';
import type { RunDetail } from '@/api';
import { number } from '@/shared/format';
import { useCourse } from '@/shared/liveRun';
import { EmergingDigit } from '../EmergingDigit';
import { FrameSheet } from '../FrameSheet';
import { useTimeline } from '../runs';
import styles from './Train.module.css';

/** The newest frame of a run: what the generator makes of the same noise as ever. */
export function Newest({ run }: { run: RunDetail | undefined }) {
  const { t } = useTranslation('generate');
  const { data: timeline } = useTimeline(run?.id ?? null);
  const { data: course } = useCourse(run?.id ?? null);
  const frame = timeline?.frames.at(-1);
  return (
    <section aria-label={t('train.newest')} className={styles.newest}>
      {run && timeline && frame ? (
        <>
          <FrameSheet run={run} timeline={timeline} frame={frame} classNames={course?.classNames} />
          <p className={styles.caption}>
            <span className="num">{t('train.step', { step: number(frame.step) })}</span>
            {' · '}
            {t(timeline.points ? 'train.samePoints' : timeline.labels ? 'train.sameLabels' : 'train.same')}
          </p>
        </>
      ) : (
        <div className={styles.none}>
          <EmergingDigit />
          <p>{t(run ? 'train.soon' : 'train.invite')}</p>
        </div>
      )}
    </section>
  );
}
