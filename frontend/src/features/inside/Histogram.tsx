import { useTranslation } from 'react-i18next';
import type { StatisticsOut } from '@/api';
import { count, percent } from '@/shared/format';
import { amount } from '@/shared/maps/amount';
import styles from './Histogram.module.css';

/** How an array's numbers lie, and what is said of them in short. */
export function Histogram({ of, label }: { of: StatisticsOut; label: string }) {
  const { t } = useTranslation('inside');
  const counts = of.histogram?.counts ?? [];
  const most = Math.max(1, ...counts);
  const broken = of.nan + of.infinite;
  return (
    <figure className={styles.histogram}>
      <figcaption>{label}</figcaption>
      {counts.length > 0 ? (
        <>
          <svg
            viewBox={`0 0 ${counts.length} 40`}
            preserveAspectRatio="none"
            role="img"
            aria-label={t('histogram.name', { label, low: amount(of.low), high: amount(of.high), mean: amount(of.mean) })}
          >
            {/* by their roots, so that what is rare is seen */}
            {counts.map((many, place) => (
              <rect key={place} x={place} y={40 - 40 * Math.sqrt(many / most)} width={0.92} height={40 * Math.sqrt(many / most)} />
            ))}
          </svg>
          <div className={styles.ends}>
            <span className="num">{amount(of.low)}</span>
            <span className="num">{amount(of.high)}</span>
          </div>
        </>
      ) : (
        <p>{t('histogram.none')}</p>
      )}
      <p className={styles.facts}>
        {[
          t('histogram.count', { count: of.size, number: count(of.size) }),
          t('histogram.mean', { value: amount(of.mean) }),
          t('histogram.std', { value: amount(of.std) }),
          t('histogram.zeros', { share: percent(of.zeros, 0) }),
        ].join(' · ')}
      </p>
      {broken > 0 && <p className={styles.bad}>✕ {t('histogram.broken', { count: broken, number: count(broken) })}</p>}
    </figure>
  );
}
