import { expect, it } from 'vitest';
import { outputIndex, parameterIndex, written } from './indexing';

it('names the place of a number in an output of any shape', () => {
  const spot = { plane: 1, y: 4, x: 7 };
  expect(outputIndex([28, 28, 6], { numbers: [[8], [9]] }, spot)).toEqual([4, 7, 9]);
  expect(outputIndex([12, 30], { numbers: [[]] }, { ...spot, plane: 0 })).toEqual([4, 7]);
  expect(outputIndex([10], { numbers: [[]] }, { plane: 0, y: 0, x: 7 })).toEqual([7]);
  expect(written([4, 7, 9])).toBe('[4, 7, 9]');
});

it('names the place of a weight in a parameter of any shape', () => {
  const spot = { plane: 0, y: 1, x: 2 };
  expect(parameterIndex('conv2d', [3, 3, 4, 8], { numbers: [[5, 2]] }, spot, 3, 3)).toEqual([1, 2, 2, 5]);
  expect(parameterIndex('conv2d_transpose', [3, 3, 8, 4], { numbers: [[5, 2]] }, spot, 3, 3)).toEqual([1, 2, 5, 2]);
  expect(parameterIndex('depthwise_conv2d', [3, 3, 4], { numbers: [[2]] }, spot, 3, 3)).toEqual([1, 2, 2]);
  // unit 7 behind 5 × 5 pixels of 16 maps, map 3: pixel (1, 2) is number (1 · 5 + 2) · 16 + 3
  expect(parameterIndex('dense', [400, 120], { numbers: [[7, 3]] }, spot, 5, 5)).toEqual([115, 7]);
  expect(parameterIndex('dense', [84, 10], { numbers: [[]] }, spot, 10, 84)).toEqual([1, 2]);
  expect(parameterIndex('dense', [10], { numbers: [[]] }, { plane: 0, y: 0, x: 2 }, 10, 1)).toEqual([2]);
});
