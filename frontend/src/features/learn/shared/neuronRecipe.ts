/** A recipe in which a single neuron answers, as the lessons have it; the Lab trains it like any other. */
import type { NodeSpec, PartSpec, Recipe } from '@/shared/recipe';

/** The neuron: its parameters are `neuron.W` (one row for each number that it reads) and `neuron.b`. */
export const NEURON = 'neuron';
/** The node with the answer for both kinds of points: blue where the neuron's sum is high. */
export const ANSWER = 'answer';

interface Options {
  dataset: PartSpec;
  /** Nodes between the points and the neuron. */
  before?: readonly NodeSpec[];
  bias?: boolean;
  initializer?: PartSpec;
  /** Whether the answer is a probability; else it is the sum as it is. */
  probable?: boolean;
  loss?: PartSpec;
  optimizer?: PartSpec;
  batchSize?: number;
  seed?: number;
}

/** A classifier answers with a number for each class: that of the other one is always zero here, softmax(z, 0) = σ(z). */
export function neuronRecipe({ dataset, before = [], bias = true, initializer, probable = true, loss, optimizer, batchSize = 10, seed = 0 }: Options): Recipe {
  const reads = before.at(-1)?.name ?? 'point';
  const fixed = { bias: false, initializer: 'zeros', trainable: false };
  const nodes: NodeSpec[] = [
    ...before,
    { name: NEURON, layer: 'dense', units: 1, inputs: reads, ...(!bias && { bias }), ...(initializer !== undefined && { initializer }) },
    { name: 'zero', layer: 'dense', units: 1, inputs: reads, ...fixed },
    { name: probable ? 'sums' : ANSWER, layer: 'concat', inputs: [NEURON, 'zero'] },
    ...(probable ? [{ name: ANSWER, layer: 'softmax' }] : []),
  ];
  return {
    version: 1,
    name: 'lesson',
    data: { dataset, validation: 0 },
    model: { inputs: { point: [2] }, nodes },
    training: { ...(loss !== undefined && { loss }), ...(optimizer !== undefined && { optimizer }), batch_size: batchSize, epochs: 60, seed },
  };
}

/** Two clouds of points. */
export function blobs(count: number, noise: number): PartSpec {
  return { dataset: 'blobs', count, noise };
}
