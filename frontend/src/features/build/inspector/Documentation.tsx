import { useTranslation } from 'react-i18next';
import type { PartOut } from '@/api';
import styles from './Inspector.module.css';

/** Formula, shapes and source of a layer, as its own documentation says them. */
export function Documentation({ part }: { part: PartOut }) {
  const { t } = useTranslation('build');
  return (
    <details className={styles.details}>
      <summary>{t('inspector.documentation')}</summary>
      <pre className={styles.formula} lang="en">
        <code>{part.documentation}</code>
      </pre>
    </details>
  );
}
