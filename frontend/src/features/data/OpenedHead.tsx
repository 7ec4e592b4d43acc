import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from './OpenedHead.module.css';

interface Props {
  title: string;
  told?: string;
  /** What can be done with it. */
  children?: ReactNode;
}

/** The head of a data set that is opened: the way back to all of them, what it is called, and what is told of it. */
export function OpenedHead({ title, told, children }: Props) {
  const { t } = useTranslation('data');
  return (
    <>
      <Link to="/data" className={styles.back}>
        ← {t('back')}
      </Link>
      <header className={styles.header}>
        <div className={styles.titles}>
          <h1 className={styles.title}>{title}</h1>
          {told && <p className={styles.told}>{told}</p>}
        </div>
        <div className={styles.actions}>{children}</div>
      </header>
    </>
  );
}
