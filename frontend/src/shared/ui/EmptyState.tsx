import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface Props {
  title: string;
  children?: ReactNode;
  picture?: ReactNode;
  /** What can be done about it: a link or a button. */
  action?: ReactNode;
  /** Whether it is the whole page: then its title is the page's heading. */
  page?: boolean;
}

/** A place where nothing is yet: says what will stand here and how it gets there. */
export function EmptyState({ title, children, picture, action, page = false }: Props) {
  const Heading = page ? 'h1' : 'h2';
  return (
    <div className={page ? `${styles.empty} ${styles.page}` : styles.empty}>
      {picture}
      <Heading className={styles.title}>{title}</Heading>
      {children && <p className={styles.text}>{children}</p>}
      {action}
    </div>
  );
}
