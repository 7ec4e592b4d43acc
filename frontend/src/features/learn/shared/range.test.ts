import { expect, it } from 'vitest';
import { crossing, placeByKey, shareAt, valueAt } from './range';

const RANGE = { low: -2, high: 2, cells: 5 };

it('lays the rim of the range on the middles of the outer cells', () => {
  expect([-2, 0, 2].map((value) => shareAt(value, RANGE))).toEqual([0.1, 0.5, 0.9]);
  expect(valueAt(shareAt(1.3, RANGE), RANGE)).toBeCloseTo(1.3);
  expect([valueAt(0, RANGE), valueAt(1, RANGE)]).toEqual([-2, 2]);
});

it('goes by arrow keys from one round place to the next, and not over the rim', () => {
  expect(placeByKey('ArrowRight', { x: 0.13, y: 1 }, 0.1, RANGE)).toEqual({ x: 0.2, y: 1 });
  expect(placeByKey('ArrowUp', { x: 0, y: 2 }, 0.1, RANGE)).toEqual({ x: 0, y: 2 });
  expect(placeByKey('Enter', { x: 0, y: 0 }, 0.1, RANGE)).toBeNull();
});

it('finds both ends of a line within the square', () => {
  expect(crossing([1, 0], -0.5, 1)).toEqual([{ x: 0.5, y: -1 }, { x: 0.5, y: 1 }]);
  expect(crossing([1, 1], 0, 1)?.map(({ x, y }) => [x, y])).toEqual([[-1, 1], [1, -1]]);
});

it.each([
  { w: [0, 0] as const, b: 1 },
  { w: [0, 0] as const, b: 0 },
  { w: [1, 1] as const, b: 3 },
])('finds no line where there is none: $w, $b', ({ w, b }) => {
  expect(crossing(w, b, 1)).toBeNull();
});
