import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DatasetOut } from '@/api';
import { getPointsOptions } from '@/api/@tanstack/react-query.gen';
import { number } from '@/shared/format';
import { classColour, signPath } from '@/shared/plane/signs';
import { ErrorText, Waiting } from '@/shared/ui';
import { labelOf } from './datasets';
import { Scatter } from './Scatter';
import styles from './PointsDetail.module.css';

const SHOWN = 1000;

/** A two-dimensional toy: its points by class. */
export function PointsDetail({ set }: { set: DatasetOut }) {
  const { t } = useTranslation('data');
  const { data, error, refetch } = useQuery(getPointsOptions({ path: { name: set.name }, query: { count: SHOWN } }));
  if (error) return <ErrorText error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting />;
  const classes = [...new Set(data.label)].sort((one, other) => one - other);
  return (
    <div className={styles.toy}>
      <div className={styles.plane}>
        <Scatter points={data} label={t('scatter', { name: labelOf(set), number: number(data.x.length) })} />
      </div>
      <ul className={styles.legend} aria-label={t('classesTitle')}>
        {classes.map((label) => (
          <li key={label}>
            <svg viewBox="-1.5 -1.5 3 3" width="18" fill={`var(${classColour(label)})`} aria-hidden="true">
              <path d={signPath(label)} />
            </svg>
            {t('class', { name: set.class_names?.[label] ?? String(label) })}
            <span className={styles.count}>{number(data.label.filter((one) => one === label).length)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
