/** Adding, removing and changing nodes. Every function gives a new network and leaves the old one as it was. */
import { freeName, type Lane, type NamedNode } from '@/shared/recipe';
import { inLane, laneOf, partOf } from './lanes';
import { endsOf, LANES, moveOutputs, type Network, namesOf, nodeOf, readersOf, type Wire } from './network';

export interface Added {
  network: Network;
  /** The name that the new node was given. */
  name: string;
}

type Options = Record<string, unknown>;

/**
 * Put a new node behind `behind` (a node or an input), between it and all that read from it; without `behind`
 * at the end of the network; with `null` nowhere yet. Of two networks it is in the `lane`, or that of `behind`, or the first.
 */
export function addNode(network: Network, layer: string, behind?: string | null, options: Options = {}, lane?: Lane): Added {
  const source = behind === undefined ? endOf(partOf(network, lane ?? LANES[0])) : (behind ?? undefined);
  const name = freeName(layer, new Set(namesOf(network)));
  const inputs = source === undefined ? [] : [source];
  const node = inLane<NamedNode>({ name, layer, ...options, inputs }, network, lane ?? laneOf(network, source));
  return { name, network: splice(network, [node], source, name, name) };
}

/** Put nodes that are wired among themselves behind `source`: it feeds `first`, and `last` feeds its readers. */
export function splice(
  network: Network,
  added: NamedNode[],
  source: string | undefined,
  first: string | undefined,
  last: string | undefined,
): Network {
  const known = source !== undefined && namesOf(network).includes(source) && first !== undefined && last !== undefined;
  const fresh = added.map((node) => (known && node.name === first ? { ...node, inputs: [source] } : node));
  if (!known) return { ...network, nodes: [...network.nodes, ...fresh] };
  const lane = added[0]?.lane; // an input of both networks keeps its readers in the other one
  const rewired = (node: NamedNode) => ({ ...node, inputs: node.inputs.map((from) => (from === source ? last : from)) });
  const nodes = network.nodes.map((node) => (node.lane === lane ? rewired(node) : node));
  nodes.splice(nodes.findIndex(({ name }) => name === source) + 1, 0, ...fresh);
  const begun = !network.nodes.some((node) => node.lane === lane);
  return { ...network, nodes, outputs: begun ? { ...network.outputs, [last]: last } : moveOutputs(network.outputs, source, last) };
}

/** Put a new node on one wire; other readers of the same node keep theirs. */
export function insertOnWire(network: Network, wire: Wire, layer: string, options: Options = {}): Added {
  if (Object.hasOwn(network.inputs, wire.to)) return addNode(network, layer, wire.from, options);
  const name = freeName(layer, new Set(namesOf(network)));
  return { name, network: putOnWire(network, wire, { name, layer, ...options, inputs: [wire.from] }) };
}

/** Move a node that stands alone onto a wire. */
export function placeOnWire(network: Network, wire: Wire, name: string): Network {
  const node = nodeOf(network, name);
  if (!node || node.inputs.length > 0 || readersOf(network, name).length > 0) return network;
  const without = { ...network, nodes: network.nodes.filter((other) => other.name !== name) };
  if (Object.hasOwn(network.inputs, wire.to)) {
    return splice(without, [inLane(node, network, laneOf(network, wire.from))], wire.from, name, name);
  }
  return putOnWire(without, wire, { ...node, inputs: [wire.from] });
}

function putOnWire(network: Network, { from, to, place }: Wire, added: NamedNode): Network {
  const node = inLane(added, network, laneOf(network, to));
  const nodes = network.nodes.flatMap((other) => {
    if (other.name !== to) return [other];
    const inputs = other.inputs.map((input, at) => (at === place && input === from ? node.name : input));
    return [node, { ...other, inputs }];
  });
  return { ...network, nodes };
}

/** Take nodes away; healing joins what stood before each of them to what stood behind it. */
export function removeNodes(network: Network, names: Iterable<string>, heal = false): Network {
  let { nodes, outputs } = network;
  for (const name of names) {
    const gone = nodes.find((node) => node.name === name);
    if (!gone) continue;
    const [instead] = heal ? gone.inputs : [];
    nodes = nodes
      .filter((node) => node !== gone)
      .map((node) => {
        if (!node.inputs.includes(name)) return node;
        const inputs = node.inputs.flatMap((from) => (from !== name ? [from] : instead === undefined ? [] : [instead]));
        return { ...node, inputs: [...new Set(inputs)] };
      })
      .map((node) => (node.share === name ? unshared(node, gone) : node));
    const end = nodes.some((node) => node.name === instead) ? instead : undefined;
    outputs = moveOutputs(outputs, name, end);
  }
  const lanes = network.lanes ? LANES : [undefined];
  return { ...network, nodes, outputs: lanes.reduce((found, lane) => lastOutput(found, nodes, lane), outputs) };
}

/** A node whose shared original goes takes over its layer and options. */
function unshared(node: NamedNode, original: NamedNode): NamedNode {
  const { share: _share, ...own } = node;
  return { ...original, ...own, ...(original.share === undefined ? {} : { share: original.share }) };
}

/** A network that has lost its output ends where its wires end, if that is one place. */
function lastOutput(outputs: Network['outputs'], nodes: readonly NamedNode[], lane: Lane | undefined): Network['outputs'] {
  const own = nodes.filter((node) => node.lane === lane);
  if (Object.values(outputs).some((name) => own.some((node) => node.name === name))) return outputs;
  const ends = endsOf(own.filter((node) => node.inputs.length > 0));
  const [end] = ends;
  return end !== undefined && ends.length === 1 ? { ...outputs, [end]: end } : outputs;
}

export type NameRefusal = 'empty' | 'taken' | 'too-long';

const LONGEST_NAME = 100;

/** Why a node cannot have this name, or undefined if it can. */
export function refuseName(network: Network, name: string, wanted: string): NameRefusal | undefined {
  if (wanted.trim() === '') return 'empty';
  if (wanted.length > LONGEST_NAME) return 'too-long';
  return wanted !== name && namesOf(network).includes(wanted) ? 'taken' : undefined;
}

export function rename(network: Network, name: string, wanted: string): Network {
  if (refuseName(network, name, wanted)) return network;
  const to = (other: string) => (other === name ? wanted : other);
  const nodes = network.nodes.map((node) => ({
    ...node,
    name: to(node.name),
    inputs: node.inputs.map(to),
    ...(node.share === undefined ? {} : { share: to(node.share) }),
  }));
  const inputs = Object.fromEntries(Object.entries(network.inputs).map(([input, shape]) => [to(input), shape]));
  return { ...network, inputs, nodes, outputs: moveOutputs(network.outputs, name, wanted) };
}

/** Set an option; one that is as the registry has it by default is left out. */
export function setOption(network: Network, name: string, option: string, value: unknown, byDefault?: unknown): Network {
  const nodes = network.nodes.map((node) => {
    if (node.name !== name) return node;
    const { [option]: _before, inputs, ...rest } = node;
    const left = value === undefined || equal(value, byDefault);
    // an option that was there keeps its place, so that the source does not jump while one types
    if (!left && Object.hasOwn(node, option)) return { ...node, [option]: value };
    return { ...rest, ...(left ? {} : { [option]: value }), inputs } as NamedNode;
  });
  return { ...network, nodes };
}

export function equal(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function endOf(network: Network): string | undefined {
  const named = Object.values(network.outputs);
  if (named.length === 1) return named[0];
  return network.nodes.length === 0 ? Object.keys(network.inputs)[0] : endsOf(network.nodes).at(-1);
}
