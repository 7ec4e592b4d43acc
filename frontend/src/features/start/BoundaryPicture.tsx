import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getPointsOptions } from '@/api/@tanstack/react-query.gen';
import { PixelImage } from '@/shared/ui';
import { voteField } from './boundary';
import styles from './Start.module.css';

const CELLS = 48;
const POINTS = 160;

/** Points of a data set, over the side of the boundary on which each place lies. Decoration. */
export function BoundaryPicture({ dataset }: { dataset: string }) {
  const { data } = useQuery({
    ...getPointsOptions({ path: { name: dataset }, query: { count: POINTS } }),
    staleTime: Infinity,
  });
  const field = useMemo(() => data && voteField(data, CELLS), [data]);
  if (!data || !field) return <div className={styles.picture} />;
  return (
    <div className={styles.picture} aria-hidden="true">
      <PixelImage values={field.values} width={CELLS} height={CELLS} scale="weights" extent={1.6} label="" className={styles.field} />
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" className={styles.points}>
        {data.x.map((x, place) => (
          <path
            key={place}
            d={`M${(100 * (x - field.left)) / field.width} ${100 - (100 * ((data.y[place] ?? 0) - field.bottom)) / field.height}h0`}
            stroke={data.label[place] === 0 ? 'var(--negative)' : 'var(--positive)'}
            className={styles.point}
          />
        ))}
      </svg>
    </div>
  );
}
