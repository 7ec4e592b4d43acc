import { expect, it } from 'vitest';
import { frameOf } from './scatter';

it('lays all points within the rim, with one scale for both axes and y upwards', () => {
  const [x, y] = [[-2, 2, 0], [0, 1, 3]];
  const { scale, left, top } = frameOf(x, y, 100, 10);
  expect(scale).toBe(20);
  const across = x.map((value) => (value - left) * scale);
  const down = y.map((value) => (top - value) * scale);
  expect(across).toEqual([10, 90, 50]);
  expect(down).toEqual([80, 60, 20]);
});
