/** The network of the lesson in the engine, x → z → h → y: what it computes forward, and the slopes on the way back. */
import { useQuery } from '@tanstack/react-query';
import type { LabFollowed } from '@/api';
import { float32, Lab } from '@/shared/lab';
import type { Recipe } from '@/shared/recipe';

/** What is given, as in the example program: L = ½ (y − t)² with y = w₂ σ(w₁ x + b₁) + b₂. */
export const GIVEN = { x: 2, w1: 0.5, b1: -0.2, w2: 1.5, b2: 0.3, t: 0 };
export type Given = typeof GIVEN;

export type Value = keyof Given | 'z' | 'h' | 'y' | 'L';
export type Slope = 'dy' | 'dw2' | 'db2' | 'dh' | 'dz' | 'dw1' | 'db1';

/** Every number of the computation, forward and backward. */
export type Numbers = Readonly<Record<Value | Slope, number>>;

/**
 * A classifier of the Lab reads two numbers and puts out one for each of two classes. Here the second input is 0, and
 * the second output is just what is wanted of it: neither adds anything to the loss.
 */
const RECIPE: Recipe = {
  version: 1,
  name: 'four-numbers',
  data: { dataset: { dataset: 'blobs', count: 20 }, validation: 0 },
  model: {
    inputs: { x: [2] },
    nodes: [
      { name: 'z', layer: 'dense', units: 1, initializer: 'zeros' },
      { name: 'h', layer: 'sigmoid' },
      { name: 'y', layer: 'dense', units: 2, initializer: 'zeros' },
    ],
  },
  training: { loss: 'half_squared_error', batch_size: 1 },
};

/** The numbers of the computation with what is given; asked for once. */
export function useNumbers(given: Given, enabled = true) {
  return useQuery({ queryKey: ['four-numbers', given], queryFn: () => followed(given), staleTime: Infinity, enabled });
}

/** One example forward and back through a network with these weights. */
async function followed(given: Given): Promise<Numbers | null> {
  const { x, w1, b1, w2, b2, t } = given;
  const lab = new Lab(RECIPE);
  try {
    await lab.setWeight({ node: 'z', parameter: 'W', index: [0, 0], value: w1 });
    await lab.setWeight({ node: 'z', parameter: 'b', index: [0], value: b1 });
    await lab.setWeight({ node: 'y', parameter: 'W', index: [0, 0], value: w2 });
    await lab.setWeight({ node: 'y', parameter: 'b', index: [0], value: b2 });
    await lab.setWeight({ node: 'y', parameter: 'b', index: [1], value: 1 - t });
    const found = await lab.follow({ inputs: [x, 0], label: 1 - t });
    return found ? numbersOf(given, found) : null;
  } finally {
    lab.close();
  }
}

function numbersOf(given: Given, { loss, nodes, weights }: LabFollowed): Numbers {
  const first = (base64: string | null | undefined) => (base64 ? (float32(base64)[0] ?? NaN) : NaN);
  const node = (name: string) => nodes.find((one) => one.node === name);
  const slope = (name: string, parameter: string) => first(weights.find((one) => one.node === name && one.name === parameter)?.gradients);
  return {
    ...given,
    z: first(node('z')?.values),
    h: first(node('h')?.values),
    y: first(node('y')?.values),
    L: loss ?? NaN,
    dy: first(node('y')?.gradients),
    dw2: slope('y', 'W'),
    db2: slope('y', 'b'),
    dh: first(node('h')?.gradients),
    dz: first(node('z')?.gradients),
    dw1: slope('z', 'W'),
    db1: slope('z', 'b'),
  };
}
