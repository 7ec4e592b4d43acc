/** The two landscapes of the lesson: an open bowl for batches of three sizes, and a long, narrow valley. */
import type { NodeSpec, Recipe } from '@/shared/recipe';
import { blobs, neuronRecipe } from '../shared/neuronRecipe';

export const SIDE = { low: -2, high: 2 };

/** All points, ten, and one at a time. */
export const SIZES = [60, 10, 1] as const;
export type Size = (typeof SIZES)[number];
const [ALL] = SIZES;

/** Two weights and no bias: they begin at the same place whatever the size of the batch. */
export function bowlRecipe(size: Size): Recipe {
  return neuronRecipe({
    dataset: blobs(ALL, 0.6),
    bias: false,
    initializer: { initializer: 'uniform', limit: 1.8 },
    probable: false,
    loss: 'mean_squared_error',
    optimizer: { optimizer: 'sgd', lr: 0.1 },
    batchSize: size,
    seed: 1,
  });
}

export const OPTIMIZERS = ['sgd', 'momentum', 'adam'] as const;
export const RATES = [0.03, 0.1, 0.3, 1, 1.5, 2] as const;

export interface Settings {
  optimizer: (typeof OPTIMIZERS)[number];
  rate: (typeof RATES)[number];
  /** Another one begins anew; the weights begin at the same place all the same. */
  seed: number;
}

export const FIRST: Settings = { optimizer: 'sgd', rate: 0.3, seed: 0 };

const POINTS = 100;
const SMALL = 0.15; // what the first coordinate is multiplied by, so that its weight matters little

const NARROW: readonly NodeSpec[] = [
  { name: 'first', layer: 'point_features', x2: false },
  { name: 'small', layer: 'dense', units: 1, bias: false, trainable: false, initializer: { initializer: 'constant', value: SMALL } },
  { name: 'second', layer: 'point_features', x1: false, inputs: 'point' },
  { name: 'both', layer: 'concat', inputs: ['small', 'second'] },
];

/** The first weight has little to say, so that the loss is flat along it and steep along the second; all points in each step. */
export function valleyRecipe({ optimizer, rate, seed }: Settings): Recipe {
  return neuronRecipe({
    dataset: blobs(POINTS, 0.7),
    before: NARROW,
    bias: false,
    initializer: { initializer: 'constant', value: -1.5 },
    probable: false,
    loss: 'mean_squared_error',
    optimizer: { optimizer, lr: rate },
    batchSize: POINTS,
    seed,
  });
}
