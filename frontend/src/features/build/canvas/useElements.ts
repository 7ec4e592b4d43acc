/** Nodes and edges for React Flow, from what stands on the workbench and what the server knows about it. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInspectionStore } from '@/shared/inspection';
import type { Positions } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';
import { useNetwork } from '../edit';
import { useFlow } from '../flow';
import { arranged, type Flow, type Ground, groundsOf, type Network, type Wire } from '../graph';
import { createReuse } from '../reuse';
import { tuple, useNodeWords } from '../words';
import { type Block, type BlockData, blocksOf, edgesOf, stateOf, type WireEdge } from './elements';
import { useInputWords } from './inputWords';
import { useDataWords } from './useDataWords';

const EMPTY: Network = { inputs: {}, nodes: [], outputs: {} };

export interface Scene {
  network: Network;
  flow: Flow;
  /** Where every block stands. */
  places: Positions;
  /** What lies behind the blocks of each network, where there are two. */
  grounds: readonly Ground[];
}

export function useScene(): Scene {
  const network = useNetwork() ?? EMPTY;
  const flow = useFlow();
  const positions = useWorkbench((bench) => bench.positions);
  const places = useMemo(() => arranged(network, positions, flow), [network, positions, flow]);
  const grounds = useMemo(() => groundsOf(network, places), [network, places]);
  return { network, flow, places, grounds };
}

interface Passing {
  /** Where blocks are that are being dragged just now. */
  dragged: Positions | null;
  selectedWire: string | null;
  markedWire: string | null;
}

export function useElements({ network, flow, places, grounds }: Scene, { dragged, selectedWire, markedWire }: Passing) {
  const { t } = useTranslation('build');
  const words = useNodeWords();
  const dataWords = useDataWords();
  const inputWords = useInputWords();
  const selection = useWorkbench((bench) => bench.selection);
  const answer = useInspectionStore((inspection) => inspection.answer);
  const [reuseBlocks] = useState(() => createReuse<Block>(({ id }) => id));
  const [reuseEdges] = useState(() => createReuse<WireEdge>(({ id }) => id));

  const { title, about } = dataWords;
  const blocks = useMemo(() => {
    const nameOf = (name: string, data: BlockData): string => {
      const own = ownName(name, data);
      return data.lane ? `${own}, ${t(`lanes.${data.lane}`)}` : own;
    };
    const ownName = (name: string, { node, layer, known, shape }: BlockData): string => {
      const said = words.shape(shape);
      if (!node && network.lanes) return t('canvas.node.data', { label: inputWords(name).title, name, shape: said });
      if (!node) return t('canvas.node.data', { label: about ? `${title} (${about})` : title, name, shape: said });
      const label = words.label(layer);
      const parameters = words.parameters(known?.parameters ?? 0);
      const text = shape
        ? t('canvas.node.name', { label, name, shape: said, parameters })
        : t('canvas.node.alone', { label, name });
      const state = stateOf(known, node);
      return state === 'ok' ? text : `${text}, ${t(`canvas.state.${state}`)}`;
    };
    return reuseBlocks(blocksOf({ network, places, selection, answer, flow, nameOf, kind: t('canvas.node.kind') }));
  }, [network, places, selection, answer, flow, words, inputWords, title, about, t, reuseBlocks]);

  const shown = useMemo(() => {
    const placed = (block: Block): Block => {
      const position = dragged?.[block.id];
      return position ? { ...block, position } : block;
    };
    return dragged ? blocks.map(placed) : blocks;
  }, [blocks, dragged]);

  const edges = useMemo(() => {
    const nameOf = ({ from, to }: Wire, shape: readonly number[] | null) =>
      t('canvas.wire.name', { from, to, shape: shape ? tuple(shape) : words.shape(shape) });
    return reuseEdges(edgesOf({ network, answer, places, grounds, flow, selected: selectedWire, marked: markedWire, nameOf }));
  }, [network, answer, places, grounds, flow, selectedWire, markedWire, words, t, reuseEdges]);

  return { blocks: shown, edges };
}
