import { expect, it } from 'vitest';
import { likeness } from './likeness';

it('measures how much stays the same, whatever is added to all or multiplied', () => {
  expect(likeness([1, 2, 3], [1, 2, 3])).toBeCloseTo(1);
  expect(likeness([1, 2, 3], [12, 14, 16])).toBeCloseTo(1);
  expect(likeness([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1);
  expect(likeness([1, 0, 0, 0], [0, 1, 0, 0])).toBeCloseTo(-1 / 3);
});

it('says nothing where there is nothing to compare', () => {
  expect(likeness([1, 1], [1, 2])).toBeNull();
  expect(likeness([], [])).toBeNull();
});
