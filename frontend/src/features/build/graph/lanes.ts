/** The networks of a recipe as one: a generator and its discriminator are drawn and edited on one canvas. */
import type { Lane, ModelSpec, NamedNode, Recipe } from '@/shared/recipe';
import { compact, LANES, type Network, namesOf, nodeOf, open, type Wire } from './network';

/** The input through which the discriminator reads pictures: real ones, and what the generator puts out. */
export const PICTURE = 'image';

const EMPTY: ModelSpec = { inputs: {}, nodes: [] };

/** The networks of a recipe, joined; names are unique over both, and only inputs may be read by both. */
export function openRecipe(recipe: Recipe): Network {
  const { model, generator, discriminator } = recipe;
  if (model || (!generator && !discriminator)) return open(model ?? EMPTY);
  const first = generator && owned(open(generator), 'generator');
  const second = discriminator && owned(open(discriminator, first && namesOf(first)), 'discriminator');
  if (!first || !second) return (first ?? second) as Network;
  const other = unlike(second, first);
  return {
    inputs: { ...first.inputs, ...other.inputs },
    nodes: [...first.nodes, ...other.nodes],
    outputs: { ...first.outputs, ...other.outputs },
    lanes: { ...first.lanes, ...other.lanes },
  };
}

/** The recipe with what was made of its networks; each of them is stored as it is trained, on its own. */
export function withNetwork(recipe: Recipe, network: Network): Recipe {
  const { lanes } = network;
  if (!lanes) return { ...recipe, model: compact(network) };
  const own = LANES.filter((lane) => lanes[lane]).map((lane) => [lane, compact(partOf(network, lane))] as const);
  return { ...recipe, ...Object.fromEntries(own) };
}

/** One network of those that are joined, without lanes; a network that is alone as it is. */
export function partOf(network: Network, lane: Lane | undefined): Network {
  const { inputs, nodes, outputs, lanes } = network;
  if (!lanes || lane === undefined) return network;
  const read = (lanes[lane] ?? []).flatMap((name) => (inputs[name] ? [[name, inputs[name]] as const] : []));
  const own = nodes.filter((node) => node.lane === lane);
  const names = new Set(own.map(({ name }) => name));
  return {
    inputs: Object.fromEntries(read), // in the order of its own: what is listed first is read by itself
    nodes: own,
    outputs: Object.fromEntries(Object.entries(outputs).filter(([, node]) => names.has(node))),
  };
}

/** The network that a node or an input belongs to; undefined for an input of both, and where there is only one. */
export function laneOf(network: Network, name: string | undefined): Lane | undefined {
  const { lanes } = network;
  if (!lanes || name === undefined) return undefined;
  const readers = LANES.filter((lane) => lanes[lane]?.includes(name));
  return readers.length > 0 ? (readers.length === 1 ? readers[0] : undefined) : nodeOf(network, name)?.lane;
}

/** What stands in a lane: its nodes and inputs; an input of both stands with the generator. */
export function laneNames(network: Network, lane: Lane): string[] {
  const { lanes } = network;
  const first = lane === 'discriminator' ? (lanes?.generator ?? []) : [];
  const inputs = (lanes?.[lane] ?? []).filter((name) => !first.includes(name));
  return [...inputs, ...network.nodes.filter((node) => node.lane === lane).map(({ name }) => name)];
}

/** A node that joins a lane, or else the first; where there are no lanes it stays as it is. */
export function inLane<N extends NamedNode>(node: N, { lanes }: Network, lane: Lane | undefined): N {
  return lanes ? { ...node, lane: lane ?? LANES.find((first) => lanes[first]) } : node;
}

/** The way from the generator's end to the pictures that the discriminator reads; no wire of either network. */
export function handoverOf(network: Network): Wire | undefined {
  if (!network.lanes?.generator || !network.lanes.discriminator?.includes(PICTURE)) return undefined;
  const [end] = Object.values(partOf(network, 'generator').outputs);
  return end === undefined ? undefined : { from: end, to: PICTURE, place: 0 };
}

/** Whether a wire comes from an input of both networks, which stands with the generator, into the discriminator. */
export function isShared(network: Network, { from, to }: Wire): boolean {
  const { lanes } = network;
  return Boolean(lanes?.generator?.includes(from)) && nodeOf(network, to)?.lane === 'discriminator';
}

function owned(network: Network, lane: Lane): Network {
  return {
    ...network,
    nodes: network.nodes.map((node) => ({ ...node, lane })),
    lanes: { [lane]: Object.keys(network.inputs) },
  };
}

/** A network whose nodes and outputs have no name of `first`, which a recipe written by hand may have given twice. */
function unlike(network: Network, first: Network): Network {
  const taken = new Set(namesOf(first));
  const used = new Set([...taken, ...namesOf(network)]);
  const names = new Map<string, string>();
  for (const { name } of network.nodes) {
    if (!taken.has(name)) continue;
    let number = 2;
    while (used.has(`${name}_${number}`)) number += 1;
    used.add(`${name}_${number}`);
    names.set(name, `${name}_${number}`);
  }
  const to = (name: string) => names.get(name) ?? name;
  return {
    ...network,
    nodes: network.nodes.map((node) => ({
      ...node,
      name: to(node.name),
      inputs: node.inputs.map(to),
      ...(node.share === undefined ? {} : { share: to(node.share) }),
    })),
    outputs: Object.fromEntries(
      Object.entries(network.outputs).map(([output, node]) => [
        Object.hasOwn(first.outputs, output) || names.has(output) ? to(node) : output,
        to(node),
      ]),
    ),
  };
}
