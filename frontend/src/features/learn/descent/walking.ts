/** The walk downhill: what is walked on, with which rates, and when a step of the lesson is done. */
import type { Recipe } from '@/shared/recipe';
import { blobs, neuronRecipe } from '../shared/neuronRecipe';
import type { Stop } from '../shared/useTrack';

export const RATES = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 1.5, 2] as const;
export type Rate = (typeof RATES)[number];
export const USUAL: Rate = 0.1;

const POINTS = 100;
const NEAR = 0.002; // of the height of the map: what lies below is within the ring
const FEW = 15;
const SLOWER = USUAL / 100;
const SLOW_STEPS = 20;

/** Each step of the lesson begins at a place of its own. */
const SEEDS: Readonly<Record<string, number>> = { place: 10, walk: 12, slow: 6, fast: 13, best: 11 };

/** Two weights, no bias, all points in each step: the loss is a bowl, and each step goes exactly against its slope. */
export function recipeOf(step: string, lr: Rate): Recipe {
  return neuronRecipe({
    dataset: blobs(POINTS, 0.6),
    bias: false,
    initializer: { initializer: 'uniform', limit: 1.8 },
    probable: false,
    loss: 'mean_squared_error',
    optimizer: { optimizer: 'sgd', lr },
    batchSize: POINTS,
    seed: SEEDS[step] ?? 0,
  });
}

/** The loss of the ring around the lowest place. */
export function ringOf({ lowest, highest }: { lowest: { loss: number }; highest: number }): number {
  return lowest.loss + NEAR * (highest - lowest.loss);
}

export interface Walk {
  /** Where the weights have been since they were put by hand, or from the beginning. */
  track: readonly Stop[];
  /** The loss of the ring. */
  ring: number;
  /** Whether the ball was put where it is by hand. */
  put: boolean;
}

/** Whether the task of a step is done by this walk. */
export function isDone(step: string, { track, ring, put }: Walk): boolean {
  const [first, last] = [track[0], track.at(-1)];
  if (!first || !last || first.loss === null || last.loss === null) return false;
  const arrived = first.loss > ring && last.loss <= ring;
  switch (step) {
    case 'place':
      return put && last.loss <= ring;
    case 'walk':
      return arrived;
    case 'slow':
      return last.rate <= SLOWER && stepsWith(track, last.rate) >= SLOW_STEPS;
    case 'fast':
      return last.rate > USUAL && stepsWith(track, last.rate) >= 2 && grew(track);
    case 'best':
      return arrived && last.step - first.step <= FEW;
    default:
      return false;
  }
}

/** How many steps it has now taken with this rate. */
function stepsWith(track: readonly Stop[], rate: number): number {
  const steps = track.slice(1);
  return steps.length - 1 - steps.findLastIndex((stop) => stop.rate !== rate);
}

/** Whether the loss rose with each of the last two steps. */
function grew(track: readonly Stop[]): boolean {
  const losses = track.slice(-3).map(({ loss }) => loss ?? Infinity);
  return losses.length === 3 && losses.every((loss, place) => place === 0 || loss > (losses[place - 1] ?? Infinity));
}
