import { useTranslation } from 'react-i18next';
import type { OptionOut } from '@/api';
import { shapeOf, useInspectionStore } from '@/shared/inspection';
import { useWorkbench } from '@/shared/workbench';
import { useInputWords } from '../canvas/inputWords';
import { useDataset } from '../canvas/useDataset';
import { isConditional, withLabel, withoutLabel } from '../conditional';
import { editNetwork, useNetwork } from '../edit';
import { laneOf, PICTURE } from '../graph';
import { LaneName } from '../LaneSign';
import { tuple, useNodeWords } from '../words';
import { DataForm } from './DataForm';
import { NumberField } from './fields/NumberField';
import { SwitchField } from './fields/SwitchField';
import { Heading } from './Heading';
import styles from './Inspector.module.css';

const SIZE: OptionOut = {
  name: 'size',
  label: 'Noise size',
  type: 'integer',
  many: false,
  optional: false,
  default: 64,
  help: '',
  expects: '',
  ge: 1,
  le: 65_536,
};

/** An input of a generator or its discriminator: noise, the label, the picture (with the data), the time. */
export function InputForm({ name }: { name: string }) {
  const { t } = useTranslation('build');
  const words = useNodeWords();
  const network = useNetwork();
  const opening = useWorkbench((bench) => bench.opening);
  const { title, about } = useInputWords()(name);
  const shape = network?.inputs[name];
  if (!network || !shape) return null;
  const lane = laneOf(network, name);
  // a flow has no discriminator: what it reads is a picture on its way
  const isPicture = name === PICTURE || (name === 'noise' && shape.length === 3);
  const path = `${opening}/${name}/size`;
  return (
    <>
      <Heading title={title} colour="var(--io)">
        {about}
      </Heading>
      {lane && <LaneName lane={lane} />}
      {name === 'noise' && shape.length === 1 && (
        <NumberField
          option={SIZE}
          value={shape[0]}
          label={t('inspector.noise.size')}
          help={t('inspector.noise.sizeHelp')}
          path={path}
          onChange={(size) =>
            editNetwork((current) => ({ ...current, inputs: { ...current.inputs, [name]: [size as number] } }), path)
          }
        />
      )}
      {name === 'label' && <p className={styles.soft}>{t('inspector.conditional.about')}</p>}
      {network.lanes?.discriminator && <ConditionalSwitch />}
      {isPicture ? (
        <DataForm name={name} />
      ) : (
        <p className={styles.soft}>
          {words.shape(shape)} <code>{tuple(shape)}</code>
        </p>
      )}
    </>
  );
}

/** Both networks with the label, or both without. */
function ConditionalSwitch() {
  const { t } = useTranslation('build');
  const network = useNetwork();
  const given = useWorkbench(({ recipe }) => recipe?.data?.dataset);
  const own = typeof given === 'object' ? given.classes : undefined; // points come in as many clouds as one asks for
  const named = useDataset()?.class_names?.length ?? 10;
  if (!network) return null;
  const change = (on: boolean) => {
    const { answer } = useInspectionStore.getState();
    const known = { classes: typeof own === 'number' ? own : named, shapeOf: (node: string) => shapeOf(answer, node) };
    editNetwork((current) => (on ? withLabel(current, known) : withoutLabel(current)));
  };
  return (
    <SwitchField
      value={isConditional(network)}
      label={t('inspector.conditional.label')}
      help={t('inspector.conditional.help')}
      onChange={(on) => change(on === true)}
    />
  );
}
