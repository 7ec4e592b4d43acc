/** A few real examples of a data set: pictures, points in the plane, or the beginning of a text. */
import { useQuery } from '@tanstack/react-query';
import type { DatasetOut, Points } from '@/api';
import { getPointsOptions, listLinesOptions } from '@/api/@tanstack/react-query.gen';
import styles from './Preview.module.css';

const PICTURES = 3;
const POINTS = 120;
const SIDE = { width: 136, height: 36 };

export function Examples({ dataset }: { dataset: DatasetOut }) {
  if (dataset.kind === 'text') return <Passage dataset={dataset} />;
  return dataset.kind === 'points' ? <Cloud name={dataset.name} /> : <Sheet name={dataset.name} />;
}

/** The server gives one picture with all examples in a row. */
function Sheet({ name }: { name: string }) {
  const address = `/api/datasets/${encodeURIComponent(name)}/thumbnails?split=train&count=${PICTURES}&columns=${PICTURES}`;
  return (
    <span className={styles.sheet}>
      {Array.from({ length: PICTURES }, (_, place) => (
        <span
          key={place}
          className={styles.example}
          style={{ backgroundImage: `url("${address}")`, backgroundPosition: `${(place / (PICTURES - 1)) * 100}% 0` }}
        />
      ))}
    </span>
  );
}

const LINES = 2;

function Passage({ dataset: { name, shape } }: { dataset: DatasetOut }) {
  const query = { path: { name }, query: { count: LINES, every: shape?.[0] } };
  const { data } = useQuery({ ...listLinesOptions(query), staleTime: Infinity, retry: false });
  return <span lang="en" className={styles.passage}>{data?.lines.map(({ text }) => text).join('')}</span>;
}

const CLASSES = ['var(--positive)', 'var(--negative)', 'var(--generator)', 'var(--ok)'];

function Cloud({ name }: { name: string }) {
  const query = { path: { name }, query: { count: POINTS } };
  const { data } = useQuery({ ...getPointsOptions(query), staleTime: Infinity, retry: false });
  if (!data) return null;
  return (
    <svg viewBox={`0 0 ${SIDE.width} ${SIDE.height}`} className={styles.points} aria-hidden="true">
      {placed(data).map(({ x, y, label }, place) => (
        <circle key={place} cx={x} cy={y} r={1.4} fill={CLASSES[label % CLASSES.length]} />
      ))}
    </svg>
  );
}

/** Both axes on one scale, in the middle. */
function placed({ x, y, label }: Points) {
  const [left, right, low, high] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
  const scale = (0.92 * Math.min(SIDE.width / (right - left || 1), SIDE.height / (high - low || 1))) || 1;
  return x.map((value, place) => ({
    x: SIDE.width / 2 + scale * (value - (left + right) / 2),
    y: SIDE.height / 2 - scale * ((y[place] ?? 0) - (low + high) / 2),
    label: label[place] ?? 0,
  }));
}
