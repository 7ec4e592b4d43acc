/**
 * Generating what is asked for: a label that steers the generator, and by which the discriminator judges.
 *
 * Switched on, it is wired as is usual: an embedding beside the noise, and at the discriminator's end a projection
 * (how well the features match the label's own). Where a network has no place for that, its label waits for wires.
 */
import type { Lane } from '@/shared/recipe';
import { addNode, connect, LANES, layerOf, type Network, nodeOf, PICTURE, removeNodes } from './graph';

const LABEL = 'label';
const NOISE = 'noise';
const UNITS = 16;

/** What is known about the networks and the data. */
export interface Known {
  classes: number;
  shapeOf: (name: string) => readonly number[] | null;
}

export function isConditional(network: Network): boolean {
  return Object.hasOwn(network.inputs, LABEL);
}

export function withLabel(network: Network, known: Known): Network {
  if (!network.lanes || isConditional(network)) return network;
  const lanes = Object.fromEntries(LANES.flatMap((lane) => (network.lanes?.[lane] ? [[lane, [...network.lanes[lane], LABEL]]] : [])));
  const open = { ...network, inputs: { ...network.inputs, [LABEL]: [] }, lanes };
  return judgedByLabel(steeredByLabel(open, known), known);
}

function steeredByLabel(network: Network, { classes }: Known): Network {
  return network.inputs[NOISE]?.length === 1 && network.lanes?.discriminator ? besides(network, NOISE, 'generator', classes) : network;
}

function judgedByLabel(network: Network, { classes, shapeOf }: Known): Network {
  const end = Object.values(network.outputs).find((name) => nodeOf(network, name)?.lane === 'discriminator');
  const features = end === undefined ? undefined : nodeOf(network, end)?.inputs[0];
  const size = features === undefined ? undefined : shapeOf(features);
  if (end === undefined || features === undefined || size?.length !== 1 || layerOf(network, end) !== 'dense') {
    return network.inputs[PICTURE]?.length === 1 ? besides(network, PICTURE, 'discriminator', classes) : network;
  }
  const asked = embedded(network, 'discriminator', classes, size[0] ?? UNITS);
  const match = addNode(asked.network, 'dot', null, {}, 'discriminator');
  const matched = connect(connect(match.network, features, match.name), asked.name, match.name);
  const verdict = addNode(matched, 'add', end);
  return connect(verdict.network, match.name, verdict.name);
}

/** The label's numbers beside those of an input. */
function besides(network: Network, input: string, lane: Lane, classes: number): Network {
  const asked = embedded(network, lane, classes, UNITS);
  const both = addNode(asked.network, 'concat', input);
  return connect(both.network, asked.name, both.name);
}

function embedded(network: Network, lane: Lane, entries: number, units: number) {
  const { network: added, name } = addNode(network, 'embedding', null, { entries, units }, lane);
  return { network: connect(added, LABEL, name), name };
}

/** Without the label, and without all that says nothing once it is gone. */
export function withoutLabel(network: Network): Network {
  const gone = new Set([LABEL]);
  const says = (name: string) => !gone.has(name);
  for (let before = 0; before !== gone.size; ) {
    before = gone.size;
    for (const { name, inputs } of network.nodes) {
      const left = inputs.filter(says).length;
      // a product with nothing to be multiplied by is nothing
      if (inputs.length > 0 && (left === 0 || (left < inputs.length && layerOf(network, name) === 'dot'))) gone.add(name);
    }
  }
  const single = network.nodes.filter(
    ({ name, inputs }) => says(name) && inputs.length > 1 && !inputs.every(says) && inputs.filter(says).length === 1,
  );
  const cut = {
    ...network,
    nodes: network.nodes.map((node) => ({ ...node, inputs: node.inputs.filter((from) => from !== LABEL) })),
  };
  const healed = removeNodes(removeNodes(cut, gone), single.map(({ name }) => name), true);
  const { [LABEL]: _label, ...inputs } = healed.inputs;
  const without = (names: readonly string[]) => names.filter((name) => name !== LABEL);
  const lanes = Object.fromEntries(LANES.flatMap((lane) => (network.lanes?.[lane] ? [[lane, without(network.lanes[lane])]] : [])));
  return { ...healed, inputs, lanes };
}
