/** A few real examples of the data, and the newest ones that the watched run has made: what the discriminator sees. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getFramePointsOptions, getPointsOptions, getTimelineOptions } from '@/api/@tanstack/react-query.gen';
import { useCurrentRun } from '@/shared/liveRun';
import styles from './InputBlock.module.css';
import { useDataset } from './useDataset';

const PICTURES = 2;
const POINTS = 80;
const SIDE = { width: 60, height: 30 };

export function Real() {
  const dataset = useDataset();
  const points = useQuery({
    ...getPointsOptions({ path: { name: dataset?.name ?? '' }, query: { count: POINTS } }),
    enabled: dataset?.kind === 'points',
    staleTime: Infinity,
    retry: false,
  });
  if (dataset?.state !== 'ready') return <Unknown />;
  if (dataset.kind === 'points') return points.data ? <Cloud points={points.data} colour="var(--real)" /> : <Unknown />;
  const address = `/api/datasets/${encodeURIComponent(dataset.name)}/thumbnails?split=train&count=3&columns=3`;
  return <Pictures address={address} columns={3} rows={1} />;
}

export function Generated() {
  const run = useCurrentRun();
  const step = run?.task === 'classifier' ? null : (run?.progress.frame_step ?? null);
  const frame = { id: run?.id ?? '', step: step ?? 0 };
  const known = { enabled: step !== null, staleTime: Infinity, retry: false, placeholderData: keepPreviousData };
  const { data: timeline } = useQuery({ ...getTimelineOptions({ path: frame }), ...known });
  const points = useQuery({ ...getFramePointsOptions({ path: frame }), ...known, enabled: timeline?.points === true && step !== null });
  if (step === null || !timeline) return <Unknown />;
  if (timeline.points) return points.data ? <Cloud points={points.data} colour="var(--generator)" /> : <Unknown />;
  const { columns, count } = timeline;
  return <Pictures address={`/api/runs/${frame.id}/timeline/${step}`} columns={columns} rows={Math.ceil(count / columns)} />;
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

function Cloud({ points: { x, y }, colour }: { points: Plane; colour: string }) {
  const shown = x.slice(0, POINTS).map((value, place) => ({ x: value, y: y[place] ?? 0 }));
  const most = Math.max(...shown.flatMap((point) => [Math.abs(point.x), Math.abs(point.y)]), 1e-6);
  const scale = (0.47 * SIDE.height) / most;
  return (
    <svg viewBox={`0 0 ${SIDE.width} ${SIDE.height}`} className={styles.points} aria-hidden="true">
      {shown.map((point, place) => (
        <circle key={place} cx={SIDE.width / 2 + scale * point.x} cy={SIDE.height / 2 - scale * point.y} r={1.1} fill={colour} />
      ))}
    </svg>
  );
}
