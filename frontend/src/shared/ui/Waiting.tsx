import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './Waiting.module.css';

/** Something is being fetched. Appears only if it takes longer than a moment, so that nothing flickers. */
export function Waiting({ label }: { label?: string }) {
  const { t } = useTranslation('common');
  return (
    <div role="status" className={styles.waiting}>
      <Loader size="sm" aria-hidden="true" />
      <span>{label ?? t('loading')}</span>
    </div>
  );
}
