/** The network as React Flow's nodes and edges. What did not change keeps its object, so that it is not drawn again. */
import { type Edge, type Node, Position } from '@xyflow/react';
import type { Inspected, InspectedNode } from '@/api';
import { shapeOf } from '@/shared/inspection';
import type { Lane, NamedNode, Positions } from '@/shared/recipe';
import {
  detourOf,
  type Flow,
  type Ground,
  handoverOf,
  isShared,
  laneOf,
  layerOf,
  namesOf,
  type Network,
  NODE,
  PICTURE,
  type Wire,
  wireId,
  wiresOf,
} from '../graph';

export interface BlockData extends Record<string, unknown> {
  /** Absent for an input of the network. */
  node?: NamedNode;
  layer?: string;
  known?: InspectedNode;
  shape: readonly number[] | null;
  isOutput: boolean;
  /** Of two networks: that which it is in; absent for an input of both. */
  lane?: Lane;
}

export type BlockState = InspectedNode['state'] | 'waiting';

/** A block without a shape that has its wires waits for a block before it. */
export function stateOf(known: InspectedNode | undefined, node: NamedNode | undefined): BlockState {
  const state = known?.state ?? 'ok';
  return state === 'unconnected' && node && node.inputs.length > 0 ? 'waiting' : state;
}

export interface WireData extends Record<string, unknown> {
  wire: Wire;
  shape: readonly number[] | null;
  /** Something is being dragged over it. */
  marked: boolean;
  /** Where it passes blocks that are in its way. */
  detour?: number;
  /** From the generator's end to the picture: it is there by itself. */
  handover?: boolean;
  /** Where, between the grounds, it turns back. */
  turn?: number;
  /** Its beginning stands with the other network: drawn as a sign with its name, beside its end. */
  tag?: string;
}

export type Block = Node<BlockData, 'layer' | 'data' | 'input' | 'picture'>;
export type WireEdge = Edge<WireData, 'wire'>;

const DOT = 10; // the handles' diameter

const HANDLES: Record<Flow, { source: Position; target: Position }> = {
  right: { source: Position.Right, target: Position.Left },
  down: { source: Position.Bottom, target: Position.Top },
};

/** Handles are told beforehand, so that wires to blocks outside of the view can be drawn. */
function handlesOf(flow: Flow, isFed: boolean) {
  const [across, along] = [NODE.width / 2 - DOT / 2, NODE.height / 2 - DOT / 2];
  const size = { width: DOT, height: DOT };
  const { source, target } = HANDLES[flow];
  const [end, start] =
    flow === 'right'
      ? [{ x: NODE.width - DOT / 2, y: along }, { x: -DOT / 2, y: along }]
      : [{ x: across, y: NODE.height - DOT / 2 }, { x: across, y: -DOT / 2 }];
  const out = { type: 'source' as const, position: source, ...end, ...size };
  return !isFed ? [out] : [out, { type: 'target' as const, position: target, ...start, ...size }];
}

export interface Shown {
  network: Network;
  places: Positions;
  selection: readonly string[];
  answer: Inspected | null;
  flow: Flow;
  /** The accessible name of a block. */
  nameOf: (name: string, data: BlockData) => string;
  /** What a block is called as a kind of thing. */
  kind: string;
}

export function blocksOf({ network, places, selection, answer, flow, nameOf, kind }: Shown): Block[] {
  const known = new Map(answer?.nodes.map((node) => [node.name, node]));
  const outputs = new Set(Object.values(network.outputs));
  const selected = new Set(selection);
  const names = namesOf(network);
  const tabStop = names.find((name) => selected.has(name)) ?? names[0];
  const own = new Map(network.nodes.map((node) => [node.name, node]));
  return [...new Set(names)].map((name) => {
    const node = own.get(name);
    const type = typeOf(network, name);
    const data: BlockData = {
      node,
      layer: node && layerOf(network, name),
      known: known.get(name),
      shape: shapeOf(answer, name) ?? network.inputs[name] ?? null,
      isOutput: outputs.has(name),
      lane: laneOf(network, name),
    };
    return {
      id: name,
      type,
      position: places[name] ?? { x: 0, y: 0 },
      data,
      ...NODE,
      measured: NODE,
      sourcePosition: HANDLES[flow].source,
      targetPosition: HANDLES[flow].target,
      handles: handlesOf(flow, type === 'layer' || type === 'picture'),
      selected: selected.has(name),
      ariaLabel: nameOf(name, data),
      ariaRole: 'group',
      domAttributes: {
        tabIndex: name === tabStop ? 0 : -1,
        'aria-current': selected.has(name),
        'aria-roledescription': kind,
      },
    };
  });
}

function typeOf(network: Network, name: string): Block['type'] {
  if (!Object.hasOwn(network.inputs, name)) return 'layer';
  if (!network.lanes) return 'data';
  return name === PICTURE ? 'picture' : 'input';
}

interface ShownWires extends Pick<Shown, 'network' | 'answer' | 'places' | 'flow'> {
  grounds: readonly Ground[];
  selected: string | null;
  marked: string | null;
  nameOf: (wire: Wire, shape: readonly number[] | null) => string;
}

export function edgesOf({ network, answer, places, grounds, flow, selected, marked, nameOf }: ShownWires): WireEdge[] {
  const known = new Set(namesOf(network));
  const handover = handoverOf(network);
  const routeOf = (wire: Wire): Partial<WireData> => {
    if (wire === handover) return { handover: true, turn: turnOf(grounds) };
    return isShared(network, wire) ? { tag: wire.from } : { detour: detourOf(wire, places, flow) };
  };
  return [...wiresOf(network), ...(handover ? [handover] : [])]
    .filter(({ from }) => known.has(from))
    .map((wire) => {
      const id = wireId(wire);
      const shape = shapeOf(answer, wire.from) ?? network.inputs[wire.from] ?? null;
      return {
        id,
        type: 'wire',
        source: wire.from,
        target: wire.to,
        data: { wire, shape, marked: id === marked, ...routeOf(wire) },
        selected: id === selected,
        ariaLabel: nameOf(wire, shape),
      };
    });
}

/** The middle of what lies between the two networks, while one stands below the other. */
function turnOf(grounds: readonly Ground[]): number | undefined {
  const [above, below] = grounds;
  const end = above && above.y + above.height;
  return end !== undefined && below && below.y > end ? (end + below.y) / 2 : undefined;
}
