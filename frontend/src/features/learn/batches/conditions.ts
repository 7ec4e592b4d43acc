/** When the tasks of the lesson are done. */
import type { Stop } from '../shared/useTrack';

const PASSES = 5; // through all points
const NEAR = 0.002; // of the height of the map
const STAYED = 5; // steps within the ring: who only runs through it has not arrived
const SMALL = { rate: 0.3, steps: 10 };
const LARGE = { rate: 1, steps: 5 };

/** Whether every network has seen all points a few times since it began. */
export function raced(runs: readonly { size: number; track: readonly Stop[] }[], points: number): boolean {
  return runs.every(({ size, track }) => stepsOf(track) * size >= PASSES * points);
}

export function stepsOf(track: readonly Stop[]): number {
  const [first, last] = [track[0], track.at(-1)];
  return first && last ? last.step - first.step : 0;
}

/** The loss of the ring around the lowest place. */
export function ringOf({ lowest, highest }: { lowest: { loss: number }; highest: number }): number {
  return lowest.loss + NEAR * (highest - lowest.loss);
}

/** Whether it came into the ring from outside, and stayed. */
export function settled(track: readonly Stop[], ring: number): boolean {
  const inside = ({ loss }: Stop) => loss !== null && loss <= ring;
  return track.length > STAYED && !track.slice(0, 1).some(inside) && track.slice(-STAYED).every(inside);
}

export interface Tried {
  rate: number;
  steps: number;
}

/** Whether a small rate was tried and one that is too large across the valley. */
export function compared(tried: readonly Tried[]): boolean {
  const small = tried.some(({ rate, steps }) => rate <= SMALL.rate && steps >= SMALL.steps);
  return small && tried.some(({ rate, steps }) => rate > LARGE.rate && steps >= LARGE.steps);
}
