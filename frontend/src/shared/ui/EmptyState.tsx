import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface Props {
  title: string;
  children?: ReactNode;
  picture?: ReactNode;
  /** What can be done about it: a link or a button. */
  action?: ReactNode;
}

/** A place where nothing is yet: says what will stand here and how it gets there. */
export function EmptyState({ title, children, picture, action }: Props) {
  return (
    <div className={styles.empty}>
      {picture}
      <h2 className={styles.title}>{title}</h2>
      {children && <p className={styles.text}>{children}</p>}
      {action}
    </div>
  );
}
