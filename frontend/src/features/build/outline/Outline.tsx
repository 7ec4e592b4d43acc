import { useTranslation } from 'react-i18next';
import { Panel } from '@/shared/ui';
import { useNetwork } from '../edit';
import { AddBlock } from './AddBlock';
import { BlockList } from './BlockList';
import styles from './Outline.module.css';
import { OutlineActions } from './OutlineActions';

/** The network as a list: everything that the canvas can do, by keyboard, by ear and on a phone. */
export function Outline() {
  const { t } = useTranslation('build');
  const network = useNetwork();
  return (
    <Panel label={t('outline.label')} heading={null} className={styles.outline}>
      <AddBlock />
      {network && <BlockList network={network} />}
      {network && <OutlineActions network={network} />}
    </Panel>
  );
}
