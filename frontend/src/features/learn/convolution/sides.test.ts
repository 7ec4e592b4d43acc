import { expect, it } from 'vitest';
import { isEdgeFilter, sidesOf } from './sides';

it('finds the line that parts the weights, and where they are larger', () => {
  expect(sidesOf([-1, 0, 1, -1, 0, 1, -1, 0, 1])).toMatchObject({ towards: 0, there: 1, opposite: -1 });
  expect(sidesOf([1, 1, 1, 0, 0, 0, -1, -1, -1])).toMatchObject({ towards: 6, there: 1, opposite: -1 });
  expect(sidesOf([0, 1, 1, -1, 0, 1, -1, -1, 0])).toMatchObject({ towards: 7, there: 1, opposite: -1 });
});

it('takes opposite signs on opposite sides for an edge', () => {
  expect(isEdgeFilter(sidesOf([-1, 0, 1, -1, 0, 1, -1, 0, 1]))).toBe(true);
  expect(isEdgeFilter(sidesOf([-0.5, 0.1, 1, -0.5, 0, 1, -0.6, 0, 0.8]))).toBe(true);
});

it('takes neither a spot nor a line nor a slope of one sign for an edge', () => {
  for (const weights of [
    [-1, -1, -1, -1, 8, -1, -1, -1, -1],
    [-1, 2, -1, -1, 2, -1, -1, 2, -1],
    [0.1, 0.5, 1, 0.1, 0.5, 1, 0.1, 0.5, 1],
    [0, 0, 0, 0, 0, 0, 0, 0, 0],
  ]) {
    expect(isEdgeFilter(sidesOf(weights)), weights.join()).toBe(false);
  }
});
