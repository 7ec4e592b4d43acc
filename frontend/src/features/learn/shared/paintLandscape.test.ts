import { expect, it } from 'vitest';
import { heightAt } from './paintLandscape';
import { shareAt } from './range';
import { landscapeOf } from './useLandscape';

const RANGE = { low: -2, high: 2, cells: 9 };
const bowl = (x: number, y: number) => 1 + (x - 0.5) ** 2 + 3 * (y + 1) ** 2;
const axis = Array.from({ length: 9 }, (_, cell) => -2 + cell / 2);
const landscape = landscapeOf(RANGE, Float32Array.from(axis.toReversed().flatMap((y) => axis.map((x) => bowl(x, y)))));

it('finds the lowest of the measured places, where the first row is the top', () => {
  expect(landscape.lowest).toEqual({ x: 0.5, y: -1, loss: 1 });
  expect(landscape.highest).toBe(bowl(-2, 2));
});

it('is exact on the measured places, and in a bowl between them', () => {
  for (const [x, y] of [[0.5, -1], [1, 1], [0.3, -0.7], [-1.2, 1.4]] as const) {
    expect(heightAt(landscape, shareAt(x, RANGE), 1 - shareAt(y, RANGE))).toBeCloseTo(bowl(x, y), 4);
  }
});
