import { expect, it } from 'vitest';
import { frameOf, sign, signPath } from './scatter';

it('lays all points within the rim, with one scale for both axes and y upwards', () => {
  const [x, y] = [[-2, 2, 0], [0, 1, 3]];
  const { scale, left, top } = frameOf(x, y, 100, 10);
  expect(scale).toBe(20);
  const across = x.map((value) => (value - left) * scale);
  const down = y.map((value) => (top - value) * scale);
  expect(across).toEqual([10, 90, 50]);
  expect(down).toEqual([80, 60, 20]);
});

it('gives neighbouring classes different shapes', () => {
  const shapes = [0, 1, 2, 3, 4].map(signPath);
  expect(new Set(shapes).size).toBe(5);
});

it('draws a disc of the wanted size for the first class', () => {
  const arcs: number[][] = [];
  sign({ moveTo() {}, arc: (...values: number[]) => arcs.push(values) } as unknown as Path2D, 0, 5, 6, 3);
  expect(arcs).toEqual([[5, 6, 3, 0, 2 * Math.PI]]);
});
