import type { ReactNode } from 'react';
import styles from './Panel.module.css';

interface Props {
  /** The region's accessible name. */
  label: string;
  /** What the heading shows, if not the label; `null` shows none. */
  heading?: ReactNode;
  /** Stands at the end of the heading's line. */
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A region with a name and, as a rule, a heading. */
export function Panel({ label, heading = label, aside, children, className }: Props) {
  return (
    <section aria-label={label} className={[styles.panel, className].filter(Boolean).join(' ')}>
      {(heading !== null || aside) && (
        <div className={styles.top}>
          {heading !== null && (
            <h2 className={styles.heading}>
              {heading}
            </h2>
          )}
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
