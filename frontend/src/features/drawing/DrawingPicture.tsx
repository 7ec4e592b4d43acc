import { BRUSH, type Stroke, svgPath } from './strokes';
import styles from './DrawingPicture.module.css';

/** A drawing as a small picture. Decoration: what it is for stands beside it. */
export function DrawingPicture({ strokes, brush = BRUSH }: { strokes: readonly Stroke[]; brush?: number }) {
  return (
    <svg viewBox="0 0 1 1" className={styles.picture} aria-hidden="true">
      <path d={svgPath(strokes)} strokeWidth={Math.max(brush, 0.06)} />
    </svg>
  );
}
