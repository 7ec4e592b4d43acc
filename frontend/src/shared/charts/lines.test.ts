import { describe, expect, it } from 'vitest';
import { accuracyRange, aligned, distances, lastOf, type Line, lossRange, valueAt } from './lines';

const line = (points: [number, number | null][]): Line => ({
  label: 'a',
  colour: '--accent',
  points: points.map(([x, y]) => ({ x, y })),
});

describe('lines', () => {
  it('share one list of x, each with gaps where it has no point', () => {
    const columns = aligned([line([[1, 10], [2, 20], [3, 30]]), line([[2, 5], [4, 6]])]);
    expect(columns).toEqual([[1, 2, 3, 4], [10, 20, 30, undefined], [undefined, 5, undefined, 6]]);
  });

  it('have no number where the loss is none', () => {
    expect(aligned([line([[1, NaN], [2, null], [3, 1]])])).toEqual([[1, 2, 3], [null, null, 1]]);
  });

  it('of nothing are empty', () => {
    expect(aligned([])).toEqual([[]]);
    expect(aligned([line([])])).toEqual([[], []]);
  });

  it('know their last number', () => {
    expect(lastOf(line([[1, 0.5], [2, 0.25], [3, null]]))).toBe(0.25);
    expect(lastOf(line([]))).toBeNull();
  });

  it('have a value under the pointer also between their points', () => {
    expect(valueAt([undefined, 5, undefined, 6], 2)).toBe(5);
    expect(valueAt([undefined, 5], 0)).toBeNull();
  });
});

describe('the height of a chart', () => {
  it('begins at zero for losses', () => {
    expect(lossRange(0.5, 2, [0.5, 1, 2])).toEqual([0, 2.1]);
    expect(lossRange(null, null, [])).toEqual([0, 1]);
  });

  it('lets a lone spike run off, so that the rest can be read', () => {
    const usual = Array.from({ length: 50 }, () => 1);
    expect(lossRange(1, 30_000, [...usual, 30_000])[1]).toBeCloseTo(21);
  });

  it('ends at one for accuracies and leaves some room below', () => {
    expect(accuracyRange(0.13, 1, [])).toEqual([0.1, 1]);
    expect(accuracyRange(0.999, 1, [])).toEqual([0.95, 1]);
    expect(accuracyRange(null, null, [])).toEqual([0, 1]);
  });
});

it('have half seconds on their axis, but no half epochs', () => {
  expect(distances(false).filter((distance) => !Number.isInteger(distance))).toEqual([]);
  expect(distances(false)[0]).toBe(1);
  expect(distances(true)).toContain(0.5);
});
