/** A few real examples of the data, and the newest ones that the watched run has made: what the discriminator sees. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getFramePointsOptions, getPointsOptions, getRealPointsOptions, getTimelineOptions } from '@/api/@tanstack/react-query.gen';
import { useCurrentRun } from '@/shared/liveRun';
import { useWorkbench } from '@/shared/workbench';
import styles from './InputBlock.module.css';
import { useDataset } from './useDataset';

const PICTURES = 2;
const POINTS = 80;
const SIDE = { width: 60, height: 30 };

export function Real() {
  const dataset = useDataset();
  const points = useRealPoints();
  if (dataset?.state !== 'ready') return <Unknown />;
  if (dataset.kind === 'points') return points ? <Cloud points={points} extent={extentOf(points)} colour="var(--real)" /> : <Unknown />;
  const address = `/api/datasets/${encodeURIComponent(dataset.name)}/thumbnails?split=train&count=3&columns=3`;
  return <Pictures address={address} columns={3} rows={1} />;
}

export function Generated() {
  const run = useGeneratorRun();
  const step = run?.progress.frame_step ?? null;
  const frame = { id: run?.id ?? '', step: step ?? 0 };
  const known = { enabled: step !== null, staleTime: Infinity, retry: false, placeholderData: keepPreviousData };
  const { data: timeline } = useQuery({ ...getTimelineOptions({ path: frame }), ...known });
  const { data: points } = useQuery({ ...getFramePointsOptions({ path: frame }), ...known, enabled: timeline?.points === true && step !== null });
  const real = useRealPoints();
  if (step === null || !timeline) return <Unknown />;
  if (timeline.points) return points ? <Cloud points={points} extent={extentOf(real ?? points)} colour="var(--generator)" /> : <Unknown />;
  const { columns, count } = timeline;
  return <Pictures address={`/api/runs/${frame.id}/timeline/${step}`} columns={columns} rows={Math.ceil(count / columns)} />;
}

/** The run that is watched, if it trains a generator. */
function useGeneratorRun() {
  const run = useCurrentRun();
  return run?.task === 'classifier' ? null : run;
}

/** The points that the watched run learns from; before there is one, those of a data set that is taken as it is. */
function useRealPoints() {
  const isPlain = useWorkbench(({ recipe }) => typeof (recipe?.data?.dataset ?? '') === 'string');
  const run = useGeneratorRun();
  const dataset = useDataset();
  const always = { staleTime: Infinity, retry: false };
  const isPlane = dataset?.kind === 'points';
  const learnt = useQuery({
    ...getRealPointsOptions({ path: { id: `run:${run?.id}` } }),
    ...always,
    enabled: isPlane && run?.has_model === true,
  });
  const common = useQuery({
    ...getPointsOptions({ path: { name: dataset?.name ?? '' }, query: { count: POINTS } }),
    ...always,
    enabled: isPlane && isPlain,
  });
  return learnt.data ?? common.data;
}

/** Nothing has been seen of it yet. */
function Unknown() {
  return <span className={styles.unknown}>?</span>;
}

/** The first of a sheet; of several rows one of each, since each row has a class of its own. */
function Pictures({ address, columns, rows }: { address: string; columns: number; rows: number }) {
  return (
    <span className={styles.pictures}>
      {Array.from({ length: PICTURES }, (_, place) => {
        const [column, row] = rows > 1 ? [0, place + 2] : [place, 0];
        return (
          <span
            key={place}
            className={styles.picture}
            style={{
              backgroundImage: `url("${address}")`,
              backgroundSize: `${columns * 100}% ${rows * 100}%`,
              backgroundPosition: `${(column / Math.max(columns - 1, 1)) * 100}% ${(row / Math.max(rows - 1, 1)) * 100}%`,
            }}
          />
        );
      })}
    </span>
  );
}

interface Plane {
  x: readonly number[];
  y: readonly number[];
}

/** How far points lie from the middle: both sides are drawn on the scale of the real ones. */
function extentOf({ x, y }: Plane): number {
  return Math.max(...x.map(Math.abs), ...y.map(Math.abs), 1e-6);
}

function Cloud({ points: { x, y }, extent, colour }: { points: Plane; extent: number; colour: string }) {
  const shown = x.slice(0, POINTS).map((value, place) => ({ x: value, y: y[place] ?? 0 }));
  const scale = (0.47 * SIDE.height) / extent;
  return (
    <svg viewBox={`0 0 ${SIDE.width} ${SIDE.height}`} className={styles.points} aria-hidden="true">
      {shown.map((point, place) => (
        <circle key={place} cx={SIDE.width / 2 + scale * point.x} cy={SIDE.height / 2 - scale * point.y} r={1.1} fill={colour} />
      ))}
    </svg>
  );
}
