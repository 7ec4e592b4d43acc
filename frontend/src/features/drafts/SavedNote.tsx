import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { relativeTime } from '@/shared/format';
import { problemsOf } from '@/shared/problems';
import { problemText } from '@/shared/ui';
import styles from './Drafts.module.css';
import { useSaving } from './saver';
import { saver } from './shelf';

/** "Saved 3 s ago", "Saving…", or why the draft could not be saved, with a way to try again. */
export function SavedNote() {
  const { t } = useTranslation('drafts');
  const saving = useSaving((store) => store.saving);
  if (saving.state === 'failed') {
    const reason = problemsOf(saving.error).map(problemText).join(' ');
    return (
      <span role="alert" className={styles.failed} title={reason}>
        {t('notSaved', { reason })}
        <button type="button" className={styles.retry} onClick={() => void saver.flush().catch(() => undefined)}>
          {t('saveAgain')}
        </button>
      </span>
    );
  }
  if (saving.state === 'saving') return <span className={styles.note}>{t('saving')}</span>;
  if (saving.state === 'changed') return <span className={styles.note}>{t('changed')}</span>;
  if (saving.state === 'conflict') return <span className={styles.note}>{t('conflict.note')}</span>;
  if (saving.state === 'saved') return <SavedAgo at={saving.at} />;
  return null;
}

function SavedAgo({ at }: { at: number | null }) {
  const { t } = useTranslation('drafts');
  const now = useNow(at !== null);
  if (at === null) return <span className={styles.note}>{t('saved')}</span>;
  const seconds = Math.max(Math.floor((now - at) / 1000), 0);
  if (seconds < 2) return <span className={styles.note}>{t('savedNow')}</span>;
  const text = seconds < 60 ? t('savedSeconds', { seconds }) : t('savedAgo', { ago: relativeTime(at, now) });
  return <span className={styles.note}>{text}</span>;
}

/** The time, once a second. */
function useNow(ticking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}
