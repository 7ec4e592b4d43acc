import { useTranslation } from 'react-i18next';
import type { DatasetOut } from '@/api';
import { Panel } from '@/shared/ui';
import { Augmenting } from './Augmenting';
import styles from './DatasetDetail.module.css';

/** Random changes of a data set's pictures, to be tried out. */
export function AugmentingPanel({ set }: { set: DatasetOut }) {
  const { t } = useTranslation('data');
  return (
    <Panel label={t('augmentation')} className={styles.panel}>
      <p className={styles.help}>{t('augmentationHelp')}</p>
      <Augmenting set={set} />
    </Panel>
  );
}
