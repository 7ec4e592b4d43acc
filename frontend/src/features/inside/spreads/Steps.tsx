import { number } from '@/shared/format';
import styles from './Spreads.module.css';

/** The steps of the first moment, of the one in the middle and of the last, below their columns. */
export function Steps({ steps }: { steps: readonly number[] }) {
  const shown = [...new Set([0, steps.length >> 1, steps.length - 1])];
  return (
    <div className={styles.steps} aria-hidden="true">
      {shown.map((place) => (
        <span key={place} className="num">
          {number(steps[place])}
        </span>
      ))}
    </div>
  );
}
