import { expect, it } from 'vitest';
import { sign, signPath } from './signs';

it('gives neighbouring classes different shapes', () => {
  const shapes = [0, 1, 2, 3, 4].map(signPath);
  expect(new Set(shapes).size).toBe(5);
});

it('draws a disc of the wanted size for the first class', () => {
  const arcs: number[][] = [];
  sign({ moveTo() {}, arc: (...values: number[]) => arcs.push(values) } as unknown as Path2D, 0, 5, 6, 3);
  expect(arcs).toEqual([[5, 6, 3, 0, 2 * Math.PI]]);
});
