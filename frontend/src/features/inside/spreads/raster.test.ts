import { expect, it } from 'vitest';
import type { SpreadOut } from '@/api';
import { axisOf, rasterOf } from './raster';

const spread = (low: number | null, high: number | null, counts: number[], broken = 0): SpreadOut => ({ low, high, counts, broken, mean: 0, norm: 1 });

it('spans all moments', () => {
  expect(axisOf([spread(-1, 2, [1]), null, spread(0, 5, [1])])).toEqual({ low: -1, high: 5 });
  expect(axisOf([spread(0, 0, [4])])).toEqual({ low: -1, high: 1 });
  expect(axisOf([null, spread(null, null, [], 3)])).toBeNull();
});

it('puts large values at the top, and fills each moment by its own fullest row', () => {
  const moments = [spread(0, 4, [1, 0, 0, 4]), spread(0, 4, [100, 0, 25, 0])];
  expect([...rasterOf(moments, 4, { low: 0, high: 4 })]).toEqual([1, 0, 0, 0.5, 0, 0, 0.5, 1]);
});

it('shares a wide bin among its rows, and gathers narrow ones in one', () => {
  const moments = [spread(0, 4, [8]), spread(0, 1, [1, 1, 1, 1])];
  expect([...rasterOf(moments, 4, { low: 0, high: 4 })]).toEqual([1, 0, 1, 0, 1, 0, 1, 1]);
});

it('keeps numbers that are all alike in their row', () => {
  expect([...rasterOf([spread(0, 0, [7])], 3, { low: -1, high: 1 })]).toEqual([0, 1, 0]);
});

it('leaves a moment without a gradient empty, and marks one in which nothing is a number', () => {
  expect([...rasterOf([null, spread(null, null, [], 2)], 2, { low: 0, high: 1 })]).toEqual([0, NaN, 0, NaN]);
});
