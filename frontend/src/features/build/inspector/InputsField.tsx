import { CloseButton, Input, NativeSelect } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { takesSeveral, useCatalogue } from '@/shared/catalogue';
import type { NamedNode } from '@/shared/recipe';
import { editNetwork } from '../edit';
import { connect, disconnect, layerOf, type Network, namesOf, refuseWire } from '../graph';
import { FieldLabel } from './fields/FieldLabel';
import fieldStyles from './fields/Fields.module.css';

interface Props {
  node: NamedNode;
  network: Network;
}

/** Where a block reads from: the wires, for whoever does not draw them. */
export function InputsField({ node, network }: Props) {
  const catalogue = useCatalogue();
  const several = takesSeveral(catalogue, layerOf(network, node.name)) || node.inputs.length > 1;
  const loose = without(network, node.name);
  const possible = namesOf(network).filter((from) => !refuseWire(loose, from, node.name, () => true));
  return several ? (
    <Several node={node} possible={possible} />
  ) : (
    <Single node={node} possible={possible} />
  );
}

function Single({ node, possible }: { node: NamedNode; possible: string[] }) {
  const { t } = useTranslation('build');
  return (
    <NativeSelect
      size="xs"
      label={<FieldLabel label={t('inspector.input')} help={t('inspector.inputHelp')} />}
      description={t('inspector.inputHelp')}
      classNames={{ description: 'unseen' }}
      data={[{ value: '', label: t('inspector.notConnected') }, ...possible]}
      value={node.inputs[0] ?? ''}
      onChange={(event) => {
        const from = event.currentTarget.value;
        editNetwork((network) => {
          const loose = without(network, node.name);
          return from === '' ? loose : connect(loose, from, node.name);
        });
      }}
    />
  );
}

function Several({ node, possible }: { node: NamedNode; possible: string[] }) {
  const { t } = useTranslation('build');
  const id = useId();
  const more = possible.filter((name) => !node.inputs.includes(name));
  return (
    <Input.Wrapper
      labelElement="div"
      label={<FieldLabel label={t('inspector.inputs')} help={t('inspector.inputsHelp')} />}
      labelProps={{ id }}
    >
      <ol className={fieldStyles.parts} aria-labelledby={id}>
        {node.inputs.map((from, place) => (
          <li key={`${from}/${place}`} className={fieldStyles.partTop}>
            <span className={fieldStyles.partName}>{from}</span>
            <CloseButton
              size="sm"
              aria-label={t('inspector.disconnect', { name: from })}
              onClick={() => editNetwork((network) => disconnect(network, { from, to: node.name, place }))}
            />
          </li>
        ))}
      </ol>
      {more.length > 0 && (
        <NativeSelect
          size="xs"
          aria-label={t('inspector.addInput')}
          value=""
          data={[{ value: '', label: t('inspector.addInput') }, ...more]}
          onChange={(event) => {
            const from = event.currentTarget.value;
            if (from) editNetwork((network) => connect(network, from, node.name));
          }}
        />
      )}
    </Input.Wrapper>
  );
}

/** The network with a block that reads from nowhere. */
function without(network: Network, name: string): Network {
  return { ...network, nodes: network.nodes.map((node) => (node.name === name ? { ...node, inputs: [] } : node)) };
}
