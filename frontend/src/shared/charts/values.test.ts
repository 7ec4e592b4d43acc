import { expect, it } from 'vitest';
import { lossOf, shareOf } from './values';

it('writes a loss in few signs, however it explodes', () => {
  expect([0.03415, 2.3, 31_000, 1.5e20, NaN].map(lossOf)).toEqual(['0.0342', '2.3', '31K', '1.5E20', 'NaN']);
});

it('writes an accuracy with the digits that the axis needs', () => {
  expect([shareOf(0.5, 0.25), shareOf(0.975, 0.005), shareOf(0.975)].map((text) => text.replace(/\s/u, ' '))).toEqual([
    '50 %', '97.5 %', '97.5 %',
  ]);
});
