import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { duration, number } from '@/shared/format';
import type { Asked } from '@/shared/job';
import { ErrorText } from '@/shared/ui';
import styles from './Map.module.css';

const SURE_AFTER = 0.15; // of the work: a guess before that is none

/** How far a map is that takes a while, with a way to give it up; in the end, how long it took. */
export function Progress({ asked: { job, error, again, giveUp } }: { asked: Asked }) {
  const { t } = useTranslation('map');
  if (error) return <ErrorText error={error} retry={again} />;
  if (!job) return null;
  const { state, done, total, seconds } = job;
  if (state === 'ready') return <p className={styles.help}>{t('progress.took', { time: duration(seconds) })}</p>;
  if (state === 'cancelled') {
    return (
      <p role="alert" className={styles.help}>
        {t('cancelled')} <Button onClick={again}>{t('common:tryAgain')}</Button>
      </p>
    );
  }
  const share = job.places && total ? done / total : 0;
  return (
    <div className={styles.progress}>
      <progress aria-label={t('progress.title')} value={share > 0 ? share : undefined} />
      <span className="num">{share > 0 ? t('progress.step', { done: number(done), total: number(total) }) : t('progress.begins')}</span>
      <span className={styles.left}>{share > SURE_AFTER ? t('progress.left', { time: duration(Math.max(1, Math.round((seconds * (1 - share)) / share))) }) : ''}</span>
      <Button onClick={giveUp}>{t('progress.cancel')}</Button>
    </div>
  );
}
