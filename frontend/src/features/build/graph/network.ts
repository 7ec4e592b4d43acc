/** A recipe's network with nothing left implicit, so that it can be changed without changing what it means elsewhere. */
import { type Lane, type ModelSpec, type NamedNode, namedNodes } from '@/shared/recipe';

export interface Network {
  inputs: Record<string, number[]>;
  nodes: NamedNode[];
  /** Which node each output comes from; empty while the network ends nowhere, or in several places. */
  outputs: Record<string, string>;
  /** Of a recipe that generates: which inputs each of its networks reads. Every node says its own lane. */
  lanes?: Partial<Record<Lane, readonly string[]>>;
}

export const LANES: readonly Lane[] = ['generator', 'discriminator'];

/** One wire: the place among the inputs of `to` matters where a layer merges several. */
export interface Wire {
  from: string;
  to: string;
  place: number;
}

/** Give every node its name and inputs, and the network the output that the engine takes by itself. */
export function open(model: ModelSpec, taken: Iterable<string> = []): Network {
  const nodes = namedNodes(model, taken);
  return { inputs: model.inputs, nodes, outputs: givenOutputs(model.outputs) ?? impliedOutputs(nodes) };
}

/** As it is stored: without what the engine understands by itself. The meaning stays the same. */
export function compact({ inputs, nodes, outputs }: Network): ModelSpec {
  let previous = Object.keys(inputs)[0];
  const stored = nodes.map(({ inputs: from, lane: _lane, ...node }) => {
    const follows = from.length === 1 && from[0] === previous;
    previous = node.name;
    return follows ? node : { ...node, inputs: from };
  });
  const implied = Object.keys(outputs).length === 0 || same(outputs, impliedOutputs(nodes));
  return implied ? { inputs, nodes: stored } : { inputs, nodes: stored, outputs };
}

export function nodeOf(network: Network, name: string): NamedNode | undefined {
  return network.nodes.find((node) => node.name === name);
}

/** The layer of a node; one that shares another's parameters has its layer too. */
export function layerOf(network: Network, name: string): string | undefined {
  const seen = new Set<string>();
  let node = nodeOf(network, name);
  while (node && node.layer === undefined && node.share !== undefined && !seen.has(node.name)) {
    seen.add(node.name);
    node = nodeOf(network, node.share);
  }
  return node?.layer;
}

/** Inputs of the network and nodes, in the order of the list; of two networks one after the other. */
export function namesOf({ inputs, nodes, lanes }: Network): string[] {
  if (!lanes) return [...Object.keys(inputs), ...nodes.map(({ name }) => name)];
  const names = LANES.flatMap((lane) => [...(lanes[lane] ?? []), ...nodes.filter((node) => node.lane === lane).map(({ name }) => name)]);
  return [...new Set(names)];
}

export function wiresOf(network: Network): Wire[] {
  return network.nodes.flatMap((node) => node.inputs.map((from, place) => ({ from, to: node.name, place })));
}

/** One text for each wire. */
export function wireId({ from, to, place }: Wire): string {
  return JSON.stringify([from, to, place]);
}

/** The nodes that read from `name`. */
export function readersOf(network: Network, name: string): NamedNode[] {
  return network.nodes.filter((node) => node.inputs.includes(name));
}

/** Every node that depends on one of `names`, without these themselves unless they stand on a circle. */
export function after(network: Network, names: Iterable<string>): Set<string> {
  const readers = new Map<string, string[]>();
  for (const { from, to } of wiresOf(network)) readers.set(from, [...(readers.get(from) ?? []), to]);
  const found = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    for (const reader of readers.get(name) ?? []) {
      if (found.has(reader)) continue;
      found.add(reader);
      waiting.push(reader);
    }
  }
  return found;
}

/** The nodes from which nobody reads. */
export function endsOf(nodes: readonly NamedNode[]): string[] {
  const read = new Set(nodes.flatMap((node) => node.inputs));
  return nodes.map(({ name }) => name).filter((name) => !read.has(name));
}

/** An output called after its node was never named by anybody: it moves along when the network grows. */
export function moveOutputs(outputs: Network['outputs'], from: string, to: string | undefined): Network['outputs'] {
  const moved = Object.entries(outputs).flatMap(([output, node]) => {
    if (node !== from) return [[output, node] as const];
    if (to === undefined) return [];
    return [[output === from ? to : output, to] as const];
  });
  return Object.fromEntries(moved);
}

function impliedOutputs(nodes: readonly NamedNode[]): Network['outputs'] {
  const ends = endsOf(nodes);
  const [end] = ends;
  return end !== undefined && ends.length === 1 ? { [end]: end } : {};
}

/** The engine takes a name and a list of names as well. */
function givenOutputs(given: unknown): Network['outputs'] | undefined {
  const listed = typeof given === 'string' ? [given] : given;
  if (Array.isArray(listed)) return Object.fromEntries(listed.map((name) => [String(name), String(name)]));
  return typeof listed === 'object' && listed !== null ? (listed as Network['outputs']) : undefined;
}

function same(one: Network['outputs'], other: Network['outputs']): boolean {
  const [first, second] = [Object.entries(one), Object.entries(other)];
  return first.length === second.length && first.every(([output, node]) => other[output] === node);
}
