/** What the neuron learns from in each step of the lesson, and when the step is done. */
import type { LabOut } from '@/api';
import type { PartSpec, Recipe } from '@/shared/recipe';
import { blobs, neuronRecipe } from '../shared/neuronRecipe';

const POINTS = 200;
const XOR: PartSpec = { dataset: 'xor', count: POINTS };
const LEARNING = { optimizer: { optimizer: 'sgd', lr: 0.1 }, batchSize: 10 };
const QUICKLY = { optimizer: { optimizer: 'sgd', lr: 0.3 }, batchSize: 10 };

/** Steps a second: the first ones are to be seen one by one. */
export const PACES: Readonly<Record<string, number>> = { train: 15, sure: 100 };

/** Other noise and other features come with other weights to begin with: it is to be trained again. */
export function recipeOf(step: string, noise: number, product: boolean): Recipe {
  switch (step) {
    case 'noise':
      return neuronRecipe({ ...LEARNING, dataset: blobs(POINTS, noise), seed: 100 + Math.round(100 * noise) });
    case 'xor':
      return neuronRecipe({ ...LEARNING, dataset: XOR, seed: 2 });
    case 'feature':
      return neuronRecipe({ ...QUICKLY, dataset: XOR, before: [{ name: 'features', layer: 'point_features', x1_x2: product }], seed: product ? 4 : 3 });
    default:
      return FIRST;
  }
}

const FIRST = neuronRecipe({ ...LEARNING, dataset: blobs(POINTS, 0.4), seed: 6 });
const MUCH_NOISE = 0.6;

/** Whether the task of a step is done by a network of its recipe. */
export function isDone(step: string, { step: taken, measured }: Pick<LabOut, 'step' | 'measured'>, noise: number, product: boolean): boolean {
  const right = measured?.training.accuracy ?? 0;
  switch (step) {
    case 'train':
      return taken > 0 && right >= 0.95;
    case 'sure':
      return taken >= 500;
    case 'noise':
      return noise >= MUCH_NOISE && taken >= 100;
    case 'xor':
      return taken >= 200;
    case 'feature':
      return product && taken > 0 && right >= 0.95;
    default:
      return false;
  }
}
