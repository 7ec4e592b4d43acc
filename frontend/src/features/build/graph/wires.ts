/** Connecting and disconnecting, and why a connection is refused. */
import type { NamedNode } from '@/shared/recipe';
import { handoverOf } from './lanes';
import { after, endsOf, layerOf, type Network, namesOf, nodeOf, type Wire } from './network';

export type WireRefusal =
  | 'itself'
  | 'into-input'
  | 'handed-over'
  | 'other-network'
  | 'already-connected'
  | 'input-taken'
  | 'circle'
  | 'unknown';

/** Whether a layer takes several inputs. */
export type Merges = (layer: string | undefined) => boolean;

/** Why `from` cannot feed `to`, or undefined if it can. */
export function refuseWire(network: Network, from: string, to: string, merges: Merges): WireRefusal | undefined {
  if (from === to) return 'itself';
  if (Object.hasOwn(network.inputs, to)) return handoverOf(network)?.to === to ? 'handed-over' : 'into-input';
  const node = nodeOf(network, to);
  if (!node || !namesOf(network).includes(from)) return 'unknown';
  if (!reachable(network, from, node)) return 'other-network';
  if (node.inputs.includes(from)) return 'already-connected';
  if (after(network, [to]).has(from)) return 'circle';
  return node.inputs.length > 0 && !merges(layerOf(network, to)) ? 'input-taken' : undefined;
}

/** The networks of a generator and a discriminator meet only in the picture; an input may belong to both. */
function reachable({ lanes, ...network }: Network, from: string, to: NamedNode): boolean {
  if (!lanes || to.lane === undefined) return true;
  return lanes[to.lane]?.includes(from) || nodeOf(network, from)?.lane === to.lane;
}

/** Let `from` feed `to`. Where the network ended at `from`, it now ends behind `to`. */
export function connect(network: Network, from: string, to: string): Network {
  const nodes = network.nodes.map((node) => (node.name === to ? { ...node, inputs: [...node.inputs, from] } : node));
  const wired = { ...network, nodes };
  return network.outputs[from] === from ? { ...wired, outputs: grownOutputs(wired, from, to) } : wired;
}

/** An output that nobody named follows the new wire, if this leads to one end that is no output yet. */
function grownOutputs(network: Network, from: string, to: string): Network['outputs'] {
  const reached = after(network, [to]).add(to);
  const ends = endsOf(network.nodes).filter((name) => reached.has(name));
  const [end] = ends;
  if (end === undefined || ends.length > 1 || Object.hasOwn(network.outputs, end)) return network.outputs;
  return Object.fromEntries(Object.entries(network.outputs).map(([name, node]) => (name === from ? [end, end] : [name, node])));
}

export function disconnect(network: Network, { from, to, place }: Wire): Network {
  const nodes = network.nodes.map((node) => {
    if (node.name !== to) return node;
    return { ...node, inputs: node.inputs.filter((input, at) => at !== place || input !== from) };
  });
  return { ...network, nodes };
}
