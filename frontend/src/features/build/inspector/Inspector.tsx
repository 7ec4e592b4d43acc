import { useTranslation } from 'react-i18next';
import { Panel } from '@/shared/ui';
import { useWorkbench } from '@/shared/workbench';
import { useNetwork } from '../edit';
import { nodeOf } from '../graph';
import { DataForm } from './DataForm';
import { InputForm } from './InputForm';
import styles from './Inspector.module.css';
import { NodeForm } from './NodeForm';
import { SeveralSelected } from './SeveralSelected';
import { TrainingForm } from './TrainingForm';

/** What can be set: of the selected block, of the data, or (nothing selected) of the training. */
export function Inspector() {
  const { t } = useTranslation('build');
  return (
    <Panel label={t('inspector.label')} heading={null} className={styles.inspector}>
      <Content />
    </Panel>
  );
}

function Content() {
  const network = useNetwork();
  const opening = useWorkbench((bench) => bench.opening);
  const selection = useWorkbench((bench) => bench.selection);
  if (!network) return null;
  const isThere = (name: string) => Object.hasOwn(network.inputs, name) || nodeOf(network, name) !== undefined;
  const selected = selection.filter(isThere);
  const [name] = selected;
  if (name === undefined) return <TrainingForm key={opening} />;
  const key = `${opening}/${name}`;
  if (selected.length > 1) return <SeveralSelected names={selected} />;
  if (Object.hasOwn(network.inputs, name)) {
    if (!network.lanes) return <DataForm key={key} name={name} />;
    return <InputForm key={key} name={name} />;
  }
  return <NodeForm key={key} name={name} />;
}
