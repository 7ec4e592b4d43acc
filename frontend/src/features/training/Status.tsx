import { useTranslation } from 'react-i18next';
import type { RunDetail } from '@/api';
import { number } from '@/shared/format';
import { stateWord } from '@/shared/run';
import { StateMark } from '@/shared/StateMark';
import styles from './Training.module.css';
import { useCalm } from './useCalm';

const CALM = 5_000; // milliseconds between two announcements while it runs

/** The state of the run for screen readers, in a calm rhythm. */
export function Announcement({ run }: { run: RunDetail | null }) {
  const { t } = useTranslation('training');
  const step = run?.progress.step ?? 0;
  const word = run && stateWord(run);
  const text = word ? t('status.text', { state: t(`runs:state.${word}`), step: number(step) }) : t('status.none');
  // while it runs each step is too much to say; where it waits, each step counts
  const calm = useCalm(text, `${run?.id} ${word} ${word === 'running' ? '' : step}`, CALM);
  return (
    <div role="status" aria-label={t('status.name')} className="unseen">
      {calm}
    </div>
  );
}

/** The same for the eye, as it comes. */
export function StatusLine({ run }: { run: RunDetail | null }) {
  const { t } = useTranslation('training');
  const word = run && stateWord(run);
  return (
    <div className={styles.status} aria-hidden="true">
      {run && word ? (
        <>
          <StateMark state={word} />
          <span className="num">{t('status.step', { step: number(run.progress.step) })}</span>
          {word === 'queued' && run.position !== null && (
            <span>{t('status.place', { place: number(run.position) })}</span>
          )}
          <span className={styles.runName}>{run.name}</span>
        </>
      ) : (
        t('status.none')
      )}
    </div>
  );
}
