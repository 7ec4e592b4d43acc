import type { ReactNode } from 'react';
import styles from './Inspector.module.css';

/** What is shown in the inspector, and one sentence about it. */
export function Heading({ title, colour, children }: { title: string; colour?: string; children?: ReactNode }) {
  return (
    <div>
      <h2 className={styles.title}>
        {colour && <span aria-hidden="true" className={styles.chip} style={{ background: colour }} />}
        {title}
      </h2>
      {children && <p className={styles.soft}>{children}</p>}
    </div>
  );
}
