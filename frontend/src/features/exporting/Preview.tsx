import { useTranslation } from 'react-i18next';
import type { MadeOut } from '@/api';
import { previewAddress } from './exports';
import styles from './Exporting.module.css';

/** The very page that is downloaded, alive: it may run its own script, save what it makes, and reach nothing else. */
export function Preview({ made }: { made: MadeOut }) {
  const { t } = useTranslation('models');
  return (
    <div className={styles.previewBox}>
      <h4 className={styles.heading}>{t('export.preview')}</h4>
      <iframe title={t('export.preview')} src={previewAddress(made)} sandbox="allow-scripts allow-downloads" className={styles.preview} />
    </div>
  );
}
