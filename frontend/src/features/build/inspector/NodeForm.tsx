import { useTranslation } from 'react-i18next';
import { partOf, useCatalogue, useWords } from '@/shared/catalogue';
import { useInspectedNode, useProblems } from '@/shared/inspection';
import type { NamedNode } from '@/shared/recipe';
import { groupColour } from '@/shared/theme/colour';
import { ProblemText } from '@/shared/ui';
import { useWorkbench } from '@/shared/workbench';
import { editNetwork, useNetwork } from '../edit';
import { layerOf, nodeOf } from '../graph';
import { setOption } from '../graph/nodes';
import { LaneName } from '../LaneSign';
import { Documentation } from './Documentation';
import { OptionForm } from './fields/OptionForm';
import { SwitchField } from './fields/SwitchField';
import { FiltersNow } from './FiltersNow';
import { Heading } from './Heading';
import { InputsField } from './InputsField';
import styles from './Inspector.module.css';
import { LookInside } from './LookInside';
import { NameField } from './NameField';
import { NodeFacts } from './NodeFacts';

const NO_OPTIONS = ['name', 'layer', 'inputs', 'share', 'trainable', 'lane'];

/** One block: its name, what it does, its options, where it reads from, and what is known about it. */
export function NodeForm({ name }: { name: string }) {
  const catalogue = useCatalogue();
  const words = useWords();
  const network = useNetwork();
  const opening = useWorkbench((bench) => bench.opening);
  const inspected = useInspectedNode(name);
  const problems = useProblems().filter((problem) => problem.node === name);
  const node = network && nodeOf(network, name);
  if (!network || !node) return null;

  const layer = layerOf(network, name);
  const part = partOf(catalogue, 'layers', layer);
  const path = `${opening}/${name}`;
  return (
    <>
      <Heading colour={groupColour(part?.group ?? '')} title={part ? words.layerLabel(part) : (layer ?? name)}>
        {part && words.layerIntro(part)}
      </Heading>
      {node.lane && <LaneName lane={node.lane} />}
      {problems.map((problem, place) => (
        <ProblemText key={place} problem={problem} />
      ))}
      <NameField name={name} path={`${path}/name`} />
      {node.share !== undefined && <SharedWith name={node.share} />}
      {part && node.share === undefined && (
        <OptionForm
          owner={`layers.${part.name}`}
          options={part.options}
          values={optionsOf(node)}
          path={path}
          onChange={(option, value) =>
            editNetwork((current) => setOption(current, name, option.name, value, option.default), `${path}/${option.name}`)
          }
        />
      )}
      {(inspected?.parameters ?? 0) > 0 && <TrainableSwitch node={node} />}
      <InputsField node={node} network={network} />
      <NodeFacts inspected={inspected} />
      <FiltersNow name={name} />
      <LookInside name={name} />
      {part && <Documentation part={part} />}
    </>
  );
}

function optionsOf(node: NamedNode): Record<string, unknown> {
  return Object.fromEntries(Object.entries(node).filter(([key]) => !NO_OPTIONS.includes(key)));
}

function TrainableSwitch({ node }: { node: NamedNode }) {
  const { t } = useTranslation('build');
  return (
    <SwitchField
      value={node.trainable !== false}
      label={t('inspector.trainable')}
      help={t('inspector.trainableHelp')}
      onChange={(trainable) => editNetwork((current) => setOption(current, node.name, 'trainable', trainable, true))}
    />
  );
}

/** A block that uses another's parameters has that one's options too. */
function SharedWith({ name }: { name: string }) {
  const { t } = useTranslation('build');
  return (
    <p className={styles.soft}>
      {t('inspector.shares', { name })}{' '}
      <button type="button" className={styles.link} onClick={() => useWorkbench.getState().select([name])}>
        {t('inspector.goTo', { name })}
      </button>
    </p>
  );
}
