/** Which activations there are in the lesson, and when its steps are done. */
import type { BendOut } from '@/api';

export const NAMES = ['identity', 'step', 'sigmoid', 'relu', 'leaky_relu'] as const;
export type Name = (typeof NAMES)[number];

/** What a step of the lesson begins with: the first one is to be chosen by the reader. */
export const BEGINS: Readonly<Record<string, Name>> = { sigmoid: 'sigmoid', relu: 'relu', leaky: 'leaky_relu' };

/** How far the point was moved on one curve. */
export interface Seen {
  name: Name;
  low: number;
  high: number;
}

export const WANTED_SLOPE = 0.3; // of the leaky ReLU
const SMALL = 0.1; // of the largest slope

/** Whether the task is done by moving the point to this place of the curve, after it has been where `seen` says. */
export function isDone(step: string, name: Name, { slope }: Pick<BendOut, 'slope'>, at: number, seen: Seen): boolean {
  switch (step) {
    case 'step':
      return name === 'step' && seen.low < -1 && seen.high > 1;
    case 'sigmoid':
      return name === 'sigmoid' && (slope[at] ?? Infinity) < SMALL * Math.max(...slope);
    case 'relu':
      return name === 'relu' && seen.low < 0 && seen.high > 0;
    default:
      return false;
  }
}

/** With a place more that was seen; another curve begins anew. */
export function widened(seen: Seen | null, name: Name, x: number): Seen {
  return seen?.name === name ? { name, low: Math.min(seen.low, x), high: Math.max(seen.high, x) } : { name, low: x, high: x };
}
