import { expect, it } from 'vitest';
import type { WindowOut } from '@/api';
import { channelOf, outside, product, reachOf, strongest, total } from './windows';

// 2 × 2 pixels of 2 channels
const patch: WindowOut = { of: 'x', start: [-1, 0, 0], size: [2, 2, 2], stride: [1, 1, 1], values: [0, 0, 0, 0, 1, 10, 2, 20] };
const kernel: WindowOut = { of: 'W', start: [0, 0, 0, 3], size: [2, 2, 2, 1], stride: [1, 1, 1, 1], values: [9, 9, 9, 9, 3, -1, 4, -2] };

it('takes one channel out of a window', () => {
  expect(channelOf(patch, 1)).toEqual({ rows: 2, columns: 2, values: [0, 0, 10, 20] });
});

it('multiplies number by number and adds', () => {
  const products = product(channelOf(patch, 0), channelOf(kernel, 0));
  expect(products.values).toEqual([0, 0, 3, 8]);
  expect(total(products.values)).toBe(11);
});

it('says nothing of a sum in which something is no number', () => {
  expect(total([1, null, 2])).toBeNull();
  expect(product({ rows: 1, columns: 1, values: [null] }, { rows: 1, columns: 1, values: [2] }).values).toEqual([null]);
});

it('begins with the channel that counts most, whichever its sign', () => {
  expect(strongest(patch, kernel)).toBe(1); // 11 against −50
});

it('knows what lies beyond the edge', () => {
  expect(outside(patch, [5, 5, 2])).toEqual([true, true, false, false]);
  expect(outside({ ...patch, start: [4, 4, 0] }, [5, 5, 2])).toEqual([false, true, true, true]);
});

it('tells how far a dilated window reaches', () => {
  expect(reachOf({ ...patch, size: [3, 3, 1], stride: [2, 2, 1] })).toEqual([[-1, 3], [0, 4]]);
});
