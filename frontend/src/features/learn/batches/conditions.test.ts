import { expect, it } from 'vitest';
import type { Stop } from '../shared/useTrack';
import { compared, raced, ringOf, settled, stepsOf } from './conditions';

const stop = (step: number, loss: number | null): Stop => ({ step, loss, x: 0, y: 0, slope: { x: 0, y: 0 }, rate: 0.1 });
const track = (...losses: (number | null)[]) => losses.map((loss, step) => stop(step, loss));

it('has raced when each network has seen all points five times', () => {
  const run = (size: number, steps: number) => ({ size, track: [stop(7, 1), stop(7 + steps, 1)] });
  expect(raced([run(60, 5), run(1, 300)], 60)).toBe(true);
  expect(raced([run(60, 5), run(1, 299)], 60)).toBe(false);
  expect(raced([{ size: 60, track: [] }], 60)).toBe(false);
  expect(stepsOf([stop(3, 1)])).toBe(0);
});

it('has arrived who stays within the ring, not who runs through it', () => {
  expect(settled(track(3, 1, 1, 1, 1, 1), 1)).toBe(true);
  expect(settled(track(3, 1, 1, 2, 1, 1), 1)).toBe(false);
  expect(settled(track(3, 1, 1, null, 1, 1), 1)).toBe(false);
  expect(settled(track(1, 1, 1, 1, 1, 1), 1)).toBe(false);
  expect(settled([], 1)).toBe(false);
});

it('lays the ring a little above the lowest place', () => {
  expect(ringOf({ lowest: { loss: 1 }, highest: 501 })).toBeCloseTo(2);
});

it('has compared rates when a small one and one above 1 were tried for a while', () => {
  expect(compared([{ rate: 0.1, steps: 10 }, { rate: 1.5, steps: 5 }])).toBe(true);
  expect(compared([{ rate: 0.1, steps: 9 }, { rate: 1.5, steps: 5 }])).toBe(false);
  expect(compared([{ rate: 0.1, steps: 50 }, { rate: 1, steps: 50 }])).toBe(false);
});
