import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JobOut } from '@/api';
import { percent } from '@/shared/format';
import styles from './Set.module.css';

/** A model reads all pictures before one can ask what it gets wrong. */
export function Reading({ job: { done, total } }: { job: Pick<JobOut, 'done' | 'total'> }) {
  const { t } = useTranslation('own');
  const share = total ? Math.min(done / total, 1) : 0;
  return (
    <div className={styles.reading} role="status">
      <span>{t('field.reading', { share: percent(share, 0) })}</span>
      <Progress value={100 * share} aria-hidden="true" />
    </div>
  );
}
