import type { Line } from './lines';
import styles from './Chart.module.css';

/** Which line is which: a piece of it, with its dashes, and its name. */
export function Key({ lines }: { lines: readonly Pick<Line, 'label' | 'colour' | 'dash'>[] }) {
  return (
    <ul className={styles.key}>
      {lines.map(({ label, colour, dash }) => (
        <li key={label}>
          <svg width="22" height="8" aria-hidden="true">
            <line x1="0" y1="4" x2="22" y2="4" stroke={`var(${colour})`} strokeWidth="2.5" strokeDasharray={dash?.join(' ')} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
