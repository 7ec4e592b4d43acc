import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getFramePointsOptions, getTimelineOptions } from '@/api/@tanstack/react-query.gen';
import { number } from '@/shared/format';
import { useSteadyRun } from '@/shared/liveRun';
import { Plane } from '@/shared/plane/Plane';
import { PlaneKey } from '@/shared/plane/PlaneKey';
import { useRealPoints } from '@/shared/plane/useRealPoints';
import { useSteadyPicture } from '@/shared/plane/useSteadyPicture';
import styles from './GeneratedPanel.module.css';

interface Props {
  run: string;
  step: number;
}

/** One frame of a run's timeline: a sheet of pictures, or points in the plane beside real ones. */
export function LiveSheet({ run, step }: Props) {
  const { data } = useQuery({ ...getTimelineOptions({ path: { id: run } }), staleTime: Infinity, retry: false });
  if (!data) return null;
  return data.points ? <PointsFrame run={run} step={step} /> : <PicturesFrame run={run} step={step} count={data.count} />;
}

function PicturesFrame({ run, step, count }: Props & { count: number }) {
  const { t } = useTranslation('training');
  const shown = useSteadyPicture(`/api/runs/${encodeURIComponent(run)}/timeline/${step}`);
  if (!shown) return null;
  return <img src={shown} alt={t('generated.sheet', { count, number: number(count), step: number(step) })} className={styles.sheet} />;
}

function PointsFrame({ run, step }: Props) {
  const { t } = useTranslation('training');
  const { data: points } = useQuery({
    ...getFramePointsOptions({ path: { id: run, step } }),
    staleTime: Infinity,
    retry: false,
    placeholderData: keepPreviousData,
  });
  // it knows what it learns from as soon as it has weights
  const real = useRealPoints(`run:${run}`, useSteadyRun(run)?.has_model === true);
  if (!points) return null;
  const count = points.x.length;
  return (
    <>
      <Plane
        real={real}
        generated={points}
        label={t('generated.points', { count, number: number(count), step: number(step) })}
        className={styles.points}
      />
      <PlaneKey />
    </>
  );
}
