import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue } from '@/shared/catalogue';
import { shapeOf, useInspectedNode, useInspectionStore } from '@/shared/inspection';
import { number } from '@/shared/format';
import type { NamedNode } from '@/shared/recipe';
import { groupColour } from '@/shared/theme/colour';
import { StateSign } from '../canvas/StateSign';
import { useInputWords } from '../canvas/inputWords';
import { useDataWords } from '../canvas/useDataWords';
import { groupOf, useNodeWords } from '../words';
import styles from './Outline.module.css';

interface Props {
  name: string;
  /** The block in the row above. */
  above: string | undefined;
  /** Absent for an input of the network. */
  node: NamedNode | undefined;
  layer: string | undefined;
  /** Whether it is one of two networks, whose inputs are more than the data. */
  paired: boolean;
  selected: boolean;
  focusable: boolean;
  onSelect: (name: string, extend: boolean) => void;
}

/** One block of the outline: what it is, gives and costs, and where it reads from if not from the row above. */
export const BlockRow = memo(function BlockRow({ name, above, node, layer, paired, selected, focusable, onSelect }: Props) {
  const { t } = useTranslation('build');
  const catalogue = useCatalogue();
  const words = useNodeWords();
  const dataWords = useDataWords();
  const inputWords = useInputWords();
  const data = paired ? inputWords(name) : dataWords;
  const inspected = useInspectedNode(name);
  const shape = useInspectionStore(({ answer }) => shapeOf(answer, name));
  const fromAbove = node?.inputs.length === 1 && node.inputs[0] === above;
  const sources = node && !fromAbove ? node.inputs : [];
  const about = node ? words.options(node, layer) : data.about;
  const title = node ? words.label(layer) : data.title;
  const state = inspected && inspected.state !== 'ok' ? inspected.state : undefined;
  const details = [sources.length > 0 && t('outline.from', { names: sources.join(', ') }), about].filter(Boolean).join(' · ');
  const gives = shape ? words.shape(shape) : state === 'unconnected' && t('canvas.shape.unknown');

  return (
    <li
      role="option"
      aria-selected={selected}
      tabIndex={focusable ? 0 : -1}
      className={styles.row}
      data-selected={selected || undefined}
      onClick={(event) => onSelect(name, event.shiftKey || event.ctrlKey || event.metaKey)}
    >
      <span className={styles.chip} style={{ background: node ? groupColour(groupOf(catalogue, layer)) : 'var(--io)' }} />
      <span className={styles.what}>
        <span className={styles.title}>
          {title} <span className={styles.name}>{name}</span>
          {state && <StateSign state={state} words={t(`canvas.state.${state}`)} />}
        </span>
        {details && <Pause />}
        <span className={styles.about}>{details}</span>
      </span>
      {state && <span className="unseen">, {t(`canvas.state.${state}`)}</span>}
      {gives && <Pause />}
      <span className={styles.gives}>
        <span>{gives}</span>
        {node && inspected && (
          <>
            <span className="num" aria-hidden="true">
              {number(inspected.parameters)}
            </span>
            <span className="unseen">, {words.parameters(inspected.parameters)}</span>
          </>
        )}
      </span>
    </li>
  );
});

/** What a screen reader hears between two columns. */
function Pause() {
  return <span className="unseen">, </span>;
}
