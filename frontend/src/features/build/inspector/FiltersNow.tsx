import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveFilters } from '@/shared/liveRun';
import { PixelImage } from '@/shared/ui';
import { meanOfChannels } from '../canvas/Preview';
import styles from './Inspector.module.css';

const MOST = 16;

/** The block's filters in the run that is watched, as they are at this moment. */
export function FiltersNow({ name }: { name: string }) {
  const { t } = useTranslation('build');
  const filters = useLiveFilters(name);
  const pictures = useMemo(
    () =>
      filters?.pixels
        .slice(0, MOST)
        .map((pixels) => meanOfChannels(pixels, filters.width * filters.height, filters.channels)),
    [filters],
  );
  if (!filters || !pictures) return null;
  return (
    <div>
      <h3 className={styles.label}>{t('inspector.filtersNow')}</h3>
      <div className={styles.filters}>
        {pictures.map((values, place) => (
          <PixelImage
            key={filters.numbers[place] ?? place}
            values={values}
            width={filters.width}
            height={filters.height}
            scale="weights"
            extent={127}
            label={t('inspector.filter', { number: (filters.numbers[place] ?? place) + 1 })}
            className={styles.filter}
          />
        ))}
      </div>
      <p className={styles.legend}>
        <span aria-hidden="true" className={styles.scale} />
        {t('inspector.weightScale')}
      </p>
    </div>
  );
}
