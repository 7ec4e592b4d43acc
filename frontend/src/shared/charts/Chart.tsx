import { lazy, Suspense } from 'react';
import type { PlotProps } from './Plot';
import styles from './Chart.module.css';

const Plot = lazy(() => import('./Plot'));

interface Props extends PlotProps {
  /** Its accessible name, with the values in it. */
  label: string;
  /** What is said where there is nothing to draw yet. */
  waiting?: string;
}

/** A chart that fills its box. What paints it is fetched when the first one is shown; the box keeps its size. */
export function Chart({ label, waiting, ...plot }: Props) {
  const known = plot.lines.some((line) => line.points.length > 0);
  return (
    <div role="img" aria-label={label} className={styles.chart}>
      <Suspense>
        {known ? <Plot {...plot} /> : <span className={styles.waiting}>{waiting}</span>}
      </Suspense>
    </div>
  );
}
