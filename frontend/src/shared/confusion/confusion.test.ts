import { describe, expect, it } from 'vitest';
import { moved, strengthOf, summaryOf } from './confusion';

const matrix = [
  [90, 0, 10],
  [0, 50, 0],
  [1, 4, 45],
];

describe('a confusion matrix', () => {
  it('tells how much is right and what is mixed up most', () => {
    expect(summaryOf(matrix)).toEqual({ right: 185, total: 200, worst: { truth: 0, guess: 2, count: 10 } });
  });

  it('has no worst mistake where all is right, and none where nothing was seen', () => {
    expect(summaryOf([[3, 0], [0, 4]]).worst).toBeNull();
    expect(summaryOf([])).toEqual({ right: 0, total: 0, worst: null });
  });

  it('shows mistakes more strongly than their share, and empty rows not at all', () => {
    expect(strengthOf(matrix, 0, 0)).toBe(0.9);
    expect(strengthOf(matrix, 2, 1)).toBeCloseTo(Math.sqrt(0.08));
    expect(strengthOf([[0, 0], [0, 0]], 0, 1)).toBe(0);
  });

  it('is walked through with the arrow keys and not left', () => {
    expect(moved([0, 0], 'ArrowDown', 3)).toEqual([1, 0]);
    expect(moved([0, 0], 'ArrowLeft', 3)).toEqual([0, 0]);
    expect(moved([2, 2], 'ArrowRight', 3)).toEqual([2, 2]);
    expect(moved([1, 1], 'Enter', 3)).toBeNull();
  });
});
