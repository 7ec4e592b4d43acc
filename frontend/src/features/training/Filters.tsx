import { useTranslation } from 'react-i18next';
import type { Live, LiveFilters } from '@/api';
import { number, significant } from '@/shared/format';
import { PixelImage } from '@/shared/ui';
import { weightsOf } from './weights';
import styles from './Live.module.css';

/** The first filters as they form: each pixel is a weight. */
export function Filters({ live }: { live: Live | undefined }) {
  const { t } = useTranslation('training');
  const filters = live?.filters;
  if (!filters) return <p className={styles.none}>{t(live ? 'filters.none' : 'filters.waiting')}</p>;
  return (
    <div className={styles.live}>
      <div className={styles.line}>
        <span>
          {t(`filters.${filters.kind}`, { node: filters.node, shown: number(filters.numbers.length), total: number(filters.total) })}
        </span>
        <Legend extent={filters.scale} />
        <span className="num">{t('filters.step', { step: number(live.step) })}</span>
      </div>
      <ul className={styles.filters} style={{ '--ratio': filters.width / filters.height } as React.CSSProperties}>
        {filters.pixels.map((pixels, place) => (
          <li key={filters.numbers[place]}>
            <Filter filters={filters} pixels={pixels} number={filters.numbers[place] ?? place} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Filter({ filters, pixels, number: place }: { filters: LiveFilters; pixels: string; number: number }) {
  const { t } = useTranslation('training');
  const { width, height, channels, scale, kind } = filters;
  return (
    <PixelImage
      values={weightsOf(pixels, channels, scale)}
      width={width}
      height={height}
      scale="weights"
      extent={scale || 1}
      label={t(`filters.${kind}Name`, { number: number(place + 1) })}
      className={styles.filter}
    />
  );
}

/** What the colours of weights mean. */
function Legend({ extent }: { extent: number }) {
  const { t } = useTranslation('training');
  return (
    <span className={styles.legend} role="img" aria-label={t('filters.legend', { extent: significant(extent, 2) })}>
      <span className="num">−{significant(extent, 2)}</span>
      <span className={styles.scale} />
      <span className="num">+{significant(extent, 2)}</span>
    </span>
  );
}
