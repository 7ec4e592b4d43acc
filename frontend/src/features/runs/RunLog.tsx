import { useTranslation } from 'react-i18next';
import { useCourse } from '@/shared/liveRun';
import { logWords } from './logWords';
import styles from './RunReport.module.css';

/** What happened in a run, one sentence each. */
export function RunLog({ id }: { id: string }) {
  const { t } = useTranslation('runs');
  const { data: course } = useCourse(id);
  if (!course || course.log.length === 0) return <p className={styles.none}>{t('log.none')}</p>;
  return (
    <ol className={styles.log}>
      {course.log.map((entry, place) => (
        <li key={entry.id || `history ${place}`}>{logWords(entry, t)}</li>
      ))}
    </ol>
  );
}
