import { useTranslation } from 'react-i18next';
import { useCatalogue } from '@/shared/catalogue';
import { shapeOf, useInspectedNode, useInspectionStore } from '@/shared/inspection';
import { number } from '@/shared/format';
import { groupColour } from '@/shared/theme/colour';
import { StateSign } from '../canvas/StateSign';
import { useDataWords } from '../canvas/useDataWords';
import { layerOf, type Network, nodeOf } from '../graph';
import { groupOf, useNodeWords } from '../words';
import styles from './Outline.module.css';

interface Props {
  name: string;
  network: Network;
  selected: boolean;
  focusable: boolean;
  onSelect: (extend: boolean) => void;
}

/** One block of the outline: what it is, what it gives, what it costs, and where it reads from if not from the row above. */
export function BlockRow({ name, network, selected, focusable, onSelect }: Props) {
  const { t } = useTranslation('build');
  const catalogue = useCatalogue();
  const words = useNodeWords();
  const data = useDataWords();
  const inspected = useInspectedNode(name);
  const shape = useInspectionStore(({ answer }) => shapeOf(answer, name));
  const node = nodeOf(network, name);
  const layer = layerOf(network, name);
  const place = network.nodes.findIndex((other) => other.name === name);
  const above = place > 0 ? network.nodes[place - 1]?.name : Object.keys(network.inputs)[0];
  const fromAbove = node?.inputs.length === 1 && node.inputs[0] === above;
  const sources = node && !fromAbove ? node.inputs : [];
  const about = node ? words.options(node, layer) : data.about;
  const title = node ? words.label(layer) : data.title;
  const facts = [
    `${title} ${name}`,
    about,
    sources.length > 0 && t('outline.from', { names: sources.join(', ') }),
    shape && words.shape(shape),
    node && inspected && words.parameters(inspected.parameters),
    inspected && inspected.state !== 'ok' && t(`canvas.state.${inspected.state}`),
  ];

  return (
    <li
      role="option"
      aria-selected={selected}
      aria-label={facts.filter(Boolean).join(', ')}
      tabIndex={focusable ? 0 : -1}
      className={styles.row}
      data-selected={selected || undefined}
      onClick={(event) => onSelect(event.shiftKey || event.ctrlKey || event.metaKey)}
    >
      <span className={styles.chip} style={{ background: node ? groupColour(groupOf(catalogue, layer)) : 'var(--io)' }} />
      <span className={styles.what}>
        <span className={styles.title}>
          {title} <span className={styles.name}>{name}</span>
          {inspected && inspected.state !== 'ok' && (
            <StateSign state={inspected.state} words={t(`canvas.state.${inspected.state}`)} />
          )}
        </span>
        <span className={styles.about}>
          {[sources.length > 0 && t('outline.from', { names: sources.join(', ') }), about].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className={styles.gives}>
        <span>{shape ? words.shape(shape) : inspected?.state === 'unconnected' && t('canvas.shape.unknown')}</span>
        {node && inspected && <span className="num">{number(inspected.parameters)}</span>}
      </span>
    </li>
  );
}
