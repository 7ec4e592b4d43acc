/** Pieces of networks: copied as text, and put into this or another network. */
import { freeName, type NamedNode, type Point, type Positions } from '@/shared/recipe';
import { endsOf, type Network, namesOf } from './network';
import { inLane, laneOf } from './lanes';
import { splice } from './nodes';

/** Nodes with the wires among them, and where they stood. */
export interface Piece {
  nodes: NamedNode[];
  positions: Positions;
}

export interface Pasted {
  network: Network;
  /** The names that the nodes were given here, in their order. */
  names: string[];
  positions: Positions;
}

const MARK = 'netsumiki-nodes';

export function copyNodes(network: Network, names: Iterable<string>, positions: Positions = {}): Piece {
  const wanted = new Set(names);
  const nodes = network.nodes
    .filter((node) => wanted.has(node.name))
    .map(({ lane: _lane, ...node }) => ({ ...node, inputs: node.inputs.filter((from) => wanted.has(from)) }) as NamedNode);
  const places = nodes.flatMap(({ name }) => (positions[name] ? [[name, positions[name]] as const] : []));
  return { nodes, positions: Object.fromEntries(places) };
}

/** For the clipboard: JSON that a person can read. */
export function writePiece(piece: Piece): string {
  return JSON.stringify({ [MARK]: 1, ...piece }, null, 2);
}

/** The piece in a text, or undefined if it holds none. */
export function readPiece(text: string): Piece | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !(MARK in value) || !('nodes' in value)) return undefined;
  if (!Array.isArray(value.nodes) || value.nodes.length === 0 || !value.nodes.every(isNode)) return undefined;
  const given: unknown = 'positions' in value ? value.positions : {};
  const places = Object.entries(typeof given === 'object' && given !== null ? given : {}).filter(isPlace);
  return { nodes: value.nodes, positions: Object.fromEntries(places) };
}

/**
 * Put a piece into a network under names that are free here. One that has one beginning and one end is wired in
 * behind `behind`; any other stands beside the network until it is connected. It becomes part of the network that has `behind`.
 */
export function paste(network: Network, piece: Piece, behind?: string, shift: Point = { x: 32, y: 32 }): Pasted {
  const used = new Set(namesOf(network));
  const names = new Map<string, string>();
  for (const node of piece.nodes) {
    const name = used.has(node.name) ? freeName(node.layer ?? 'node', used) : node.name;
    used.add(name);
    names.set(node.name, name);
  }
  const lane = laneOf(network, behind);
  const nodes = piece.nodes.map((node) => {
    const renamed = {
      ...node,
      name: names.get(node.name) ?? node.name,
      inputs: node.inputs.flatMap((from) => names.get(from) ?? []),
      ...(node.share === undefined ? {} : { share: names.get(node.share) ?? node.share }),
    };
    return inLane<NamedNode>(renamed, network, lane);
  });
  const heads = nodes.filter((node) => node.inputs.length === 0);
  const ends = endsOf(nodes);
  const single = heads.length === 1 && ends.length === 1;
  const positions = Object.entries(piece.positions).map(([name, { x, y }]) => {
    return [names.get(name) ?? name, { x: x + shift.x, y: y + shift.y }] as const;
  });
  return {
    network: single ? splice(network, nodes, behind, heads[0]?.name, ends[0]) : splice(network, nodes, undefined, undefined, undefined),
    names: nodes.map(({ name }) => name),
    positions: Object.fromEntries(positions),
  };
}

function isNode(value: unknown): value is NamedNode {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('inputs' in value)) return false;
  const { name, inputs } = value;
  const layered = 'layer' in value ? typeof value.layer === 'string' : 'share' in value;
  return layered && typeof name === 'string' && Array.isArray(inputs) && inputs.every((from) => typeof from === 'string');
}

function isPlace(entry: [string, unknown]): entry is [string, Point] {
  const place = entry[1];
  if (typeof place !== 'object' || place === null || !('x' in place) || !('y' in place)) return false;
  return Number.isFinite(place.x) && Number.isFinite(place.y);
}
