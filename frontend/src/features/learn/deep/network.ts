/** The deep network of the lesson, and what its bars mean. */
import type { LabFlow, LabOut } from '@/api';
import type { Recipe } from '@/shared/recipe';

export const LAYERS = 8;
const UNITS = 32;
export const SMALL = 0.1;
export const SPREADS = { min: 0.02, max: 0.6, step: 0.01 } as const;

export interface Settings {
  /** The standard deviation that the weights are drawn with. */
  spread: number;
  he: boolean;
  norm: boolean;
  /** Another one begins anew, with weights drawn once more. */
  seed: number;
}

export const FIRST: Settings = { spread: SMALL, he: false, norm: false, seed: 0 };

/** Eight hidden layers on two moons, trained by plain gradient descent. */
export function recipeOf({ spread, he, norm, seed }: Settings): Recipe {
  const initializer = he ? 'he' : { initializer: 'normal', std: spread };
  const hidden = Array.from({ length: LAYERS }, (_, place) => [
    { name: `dense_${place + 1}`, layer: 'dense', units: UNITS, initializer },
    ...(norm ? [{ name: `norm_${place + 1}`, layer: 'batch_norm' }] : []),
    { name: `relu_${place + 1}`, layer: 'relu' },
  ]);
  return {
    version: 1,
    name: 'deep',
    data: { dataset: { dataset: 'moons', count: 400, noise: 0.1 }, validation: 0 },
    model: { inputs: { point: [2] }, nodes: [...hidden.flat(), { name: 'output', layer: 'dense', units: 2, initializer }, { name: 'softmax', layer: 'softmax' }] },
    training: { optimizer: { optimizer: 'sgd', lr: 0.1 }, batch_size: 50, epochs: 60, seed },
  };
}

/** Behind the activation of each hidden layer, from the first on. */
export function behind(flow: LabOut['flow']): LabFlow[] {
  return (flow ?? []).filter(({ layer }) => layer === 'relu');
}

/** How many times as strong the signal is behind the last layer as behind the first; what grew beyond all numbers is infinite. */
export function growth(rows: readonly LabFlow[]): number {
  const [first, last] = [rows[0]?.signal, rows.at(-1)?.signal];
  if (rows.length < LAYERS || !first) return NaN;
  return last === null || last === undefined ? Infinity : last / first;
}

export const fades = (rows: readonly LabFlow[]) => growth(rows) < 0.05;
export const explodes = (rows: readonly LabFlow[]) => growth(rows) > 5;
export const stays = (rows: readonly LabFlow[]) => growth(rows) > 1 / 3 && growth(rows) < 3;

/** With weights that would fade without it. */
export function rescued({ he, spread, norm }: Settings, accuracy: number | undefined, step: number): boolean {
  return norm && !he && spread <= SMALL && step > 0 && (accuracy ?? 0) > 0.9;
}

const DECADES = 4;

/** Where a strength stands between 1/10,000 and 10,000 times a reference, from 0 to 1. */
export function placeOf(value: number | null, reference: number | null | undefined): number {
  if (value === null || !reference) return 1;
  if (value === 0) return 0;
  return Math.min(1, Math.max(0, (Math.log10(value / reference) + DECADES) / (2 * DECADES)));
}
