import styles from './Shared.module.css';
import { crossing, shareAt } from './range';

const CELLS = 48; // of the answer beneath

interface Props {
  w: readonly [number, number];
  b: number;
  reach: number;
}

/** Over the plane: where the neuron's sum is zero. */
export function ZeroLine({ w, b, reach }: Props) {
  const ends = crossing(w, b, reach);
  if (!ends) return null;
  const range = { low: -reach, high: reach, cells: CELLS };
  const [[x1, y1], [x2, y2]] = ends.map(({ x, y }) => [shareAt(x, range), 1 - shareAt(y, range)]) as [[number, number], [number, number]];
  return (
    <svg viewBox="0 0 1 1" aria-hidden="true" className={styles.over}>
      <line {...{ x1, y1, x2, y2 }} className={styles.halo} />
      <line {...{ x1, y1, x2, y2 }} className={styles.line} />
    </svg>
  );
}
