import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getFramePointsOptions, getRealPointsOptions, getTimelineOptions } from '@/api/@tanstack/react-query.gen';
import { number } from '@/shared/format';
import { useRun } from '@/shared/liveRun';
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
  const shown = useLoaded(`/api/runs/${encodeURIComponent(run)}/timeline/${step}`);
  if (!shown) return null;
  return <img src={shown} alt={t('generated.sheet', { count, number: number(count), step: number(step) })} className={styles.sheet} />;
}

/** The address of the newest picture that is there, so that nothing blinks while the next one comes. */
function useLoaded(address: string): string | null {
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    const picture = new Image();
    picture.onload = () => setShown(address);
    picture.src = address;
    return () => {
      picture.onload = null;
    };
  }, [address]);
  return shown;
}

const SIDE = 220;
const MOST = 400;

function PointsFrame({ run, step }: Props) {
  const { t } = useTranslation('training');
  const isModel = useRun(run).data?.has_model === true; // it knows what it learns from as soon as it has weights
  const frame = useQuery({
    ...getFramePointsOptions({ path: { id: run, step } }),
    staleTime: Infinity,
    retry: false,
    placeholderData: keepPreviousData,
  });
  const real = useQuery({
    ...getRealPointsOptions({ path: { id: `run:${run}` } }),
    enabled: isModel,
    staleTime: Infinity,
    retry: false,
  });
  if (!frame.data) return null;
  const { x, y } = frame.data;
  const known = real.data ?? frame.data;
  const most = 1.25 * Math.max(...known.x.map(Math.abs), ...known.y.map(Math.abs), 1e-6);
  const at = (value: number) => SIDE / 2 + (value / most) * (SIDE / 2);
  const label = t('generated.points', { count: x.length, number: number(x.length), step: number(step) });
  return (
    <>
      <svg viewBox={`0 0 ${SIDE} ${SIDE}`} role="img" aria-label={label} className={styles.points}>
        {real.data?.x.slice(0, MOST).map((value, place) => (
          <circle key={place} cx={at(value)} cy={at(-(real.data?.y[place] ?? 0))} r={2} fill="none" stroke="var(--real)" strokeWidth={0.8} />
        ))}
        {x.slice(0, MOST).map((value, place) => (
          <circle key={place} cx={at(value)} cy={at(-(y[place] ?? 0))} r={1.6} fill="var(--generator)" />
        ))}
      </svg>
      <p className={`${styles.words} ${styles.key}`}>
        <span>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <circle cx={5} cy={5} r={3.5} fill="none" stroke="var(--real)" strokeWidth={1.4} />
          </svg>
          {t('generated.real')}
        </span>
        <span>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <circle cx={5} cy={5} r={3.5} fill="var(--generator)" />
          </svg>
          {t('generated.made')}
        </span>
      </p>
    </>
  );
}
