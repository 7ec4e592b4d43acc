import '@xyflow/react/dist/base.css';
import { type FinalConnectionState, type NodeChange, ReactFlow } from '@xyflow/react';
import { useMemo, useState } from 'react';
import type { Positions } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';
import { groundsOf } from '../graph';
import { DataBlock } from './DataBlock';
import type { Block, WireEdge } from './elements';
import { Grounds } from './Grounds';
import { InputBlock } from './InputBlock';
import { LayerBlock } from './LayerBlock';
import { finishLinking, startLinking, stopLinking, useLinking } from './linking';
import styles from './Canvas.module.css';
import { useConnecting } from './useConnecting';
import { useDropping } from './useDropping';
import { useElements, useScene } from './useElements';
import { PictureBlock } from './PictureBlock';
import { selectWire, useSelectedWire } from './selectedWire';
import { WireLine } from './WireLine';

const NODE_TYPES = { layer: LayerBlock, data: DataBlock, input: InputBlock, picture: PictureBlock };
const EDGE_TYPES = { wire: WireLine };
const STILL = 4; // pixels that a finger may tremble while it taps

/** The network: what can be moved, selected and connected. */
export function Stage() {
  const scene = useScene();
  const [dragged, setDragged] = useState<Positions | null>(null);
  const selectedWire = useSelectedWire();
  const { settle, markedWire } = useDropping(scene);
  const { blocks, edges } = useElements(scene, { dragged, selectedWire, markedWire });
  const { connect, possible } = useConnecting();
  const grounds = useMemo(
    () => (dragged ? groundsOf(scene.network, { ...scene.places, ...dragged }) : scene.grounds),
    [scene, dragged],
  );

  const changed = (changes: NodeChange<Block>[]) => {
    const moved = changes.flatMap((change) =>
      change.type === 'position' && change.position && change.dragging ? [[change.id, change.position] as const] : [],
    );
    if (moved.length > 0) setDragged((before) => ({ ...before, ...Object.fromEntries(moved) }));
    const chosen = changes.filter((change) => change.type === 'select');
    if (chosen.length === 0) return;
    const { selection, select } = useWorkbench.getState();
    const left = new Set(chosen.filter(({ selected }) => !selected).map(({ id }) => id));
    const added = chosen.filter(({ selected, id }) => selected && !selection.includes(id)).map(({ id }) => id);
    select([...selection.filter((name) => !left.has(name)), ...added]);
  };

  const letGo = (moved: Block[]) => {
    const places = moved.map(({ id, position }) => [id, { x: Math.round(position.x), y: Math.round(position.y) }]);
    settle(Object.fromEntries(places) as Positions);
    setDragged(null);
  };

  const wired = (event: MouseEvent | TouchEvent, { fromNode, fromHandle, toNode }: FinalConnectionState) => {
    const other = toNode?.id ?? blockUnder(event);
    if (!fromNode || other === undefined) return;
    const begins = fromHandle?.type === 'source';
    // let go where it began: a tap, after which the other block can be tapped
    if (other === fromNode.id) startLinking(other, begins ? 'from' : 'to');
    else if (begins) connect(fromNode.id, other);
    else connect(other, fromNode.id);
  };

  const clicked = (_event: unknown, { id }: Block) => {
    selectWire(null);
    const pair = useLinking.getState().name === null ? undefined : finishLinking(id);
    if (pair) connect(pair.from, pair.to);
  };

  return (
    <ReactFlow<Block, WireEdge>
      className={styles.stage}
      nodes={blocks}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onNodesChange={changed}
      onNodeDragStop={(_event, _block, moved) => letGo(moved)}
      onSelectionDragStop={(_event, moved) => letGo(moved)}
      onNodeClick={clicked}
      onEdgeClick={(_event, { id, data }) => {
        useWorkbench.getState().select([]);
        selectWire(data?.handover ? null : id);
      }}
      onPaneClick={() => {
        selectWire(null);
        stopLinking();
      }}
      onConnectEnd={wired}
      isValidConnection={({ source, target }) => possible(source, target)}
      connectOnClick={false}
      connectionRadius={28}
      connectionDragThreshold={STILL}
      nodeDragThreshold={STILL}
      nodeClickDistance={STILL}
      paneClickDistance={STILL}
      elevateNodesOnSelect={false}
      edgesFocusable={false}
      deleteKeyCode={null}
      panActivationKeyCode={null}
      disableKeyboardA11y
      onlyRenderVisibleElements
      minZoom={0.1}
      maxZoom={2}
      attributionPosition="top-left"
    >
      <Grounds grounds={grounds} />
    </ReactFlow>
  );
}

function blockUnder(event: MouseEvent | TouchEvent): string | undefined {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event;
  if (!point) return undefined;
  const under = document.elementFromPoint(point.clientX, point.clientY);
  return under?.closest<HTMLElement>('.react-flow__node')?.dataset.id;
}
