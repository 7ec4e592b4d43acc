import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FrameOut, RunRow, TimelineOut } from '@/api';
import { getFramePointsOptions } from '@/api/@tanstack/react-query.gen';
import { number } from '@/shared/format';
import styles from './FrameSheet.module.css';
import { Plane } from '@/shared/plane/Plane';
import { PlaneKey } from '@/shared/plane/PlaneKey';
import { frameAddress } from './runs';
import { useRealPoints } from '@/shared/plane/useRealPoints';
import { useSteadyPicture } from '@/shared/plane/useSteadyPicture';

interface Props {
  run: Pick<RunRow, 'id' | 'has_model'>;
  timeline: TimelineOut;
  frame: FrameOut;
  classNames?: readonly string[];
}

/** One frame: always the same noise and labels, as pictures in rows of classes or as points. */
export function FrameSheet(props: Props) {
  return props.timeline.points ? <PointsFrame {...props} /> : <PicturesFrame {...props} />;
}

function PicturesFrame({ run, timeline, frame, classNames }: Props) {
  const { t } = useTranslation('generate');
  const address = useSteadyPicture(frameAddress(run.id, frame));
  const { labels, columns, count, shape } = timeline;
  const rows = Math.ceil(count / columns);
  const [height = 1, width = 1] = shape;
  const heads = labels && Array.from({ length: rows }, (_, row) => labels[row * columns] ?? row);
  return (
    <div className={styles.frame}>
      {heads && (
        <div className={styles.heads} aria-hidden="true">
          {heads.map((label, row) => (
            <span key={row}>{classNames?.[label] ?? label}</span>
          ))}
        </div>
      )}
      <div className={styles.box} style={{ aspectRatio: `${columns * width} / ${rows * height}` }}>
        {address && (
          <img
            src={address}
            alt={t('frame.label', { count, number: number(count), step: number(frame.step) })}
            className={styles.sheet}
            draggable={false}
          />
        )}
      </div>
    </div>
  );
}

function PointsFrame({ run, frame }: Props) {
  const { t } = useTranslation('generate');
  const { data: points } = useQuery({
    ...getFramePointsOptions({ path: { id: run.id, step: frame.step } }),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
  const real = useRealPoints(`run:${run.id}`, run.has_model);
  return (
    <div className={styles.plane}>
      {points && (
        <Plane
          real={real}
          generated={points}
          label={t('frame.points', { count: points.x.length, number: number(points.x.length), step: number(frame.step) })}
        />
      )}
      <PlaneKey />
    </div>
  );
}
