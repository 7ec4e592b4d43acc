import { expect, it } from 'vitest';
import { keptBy, type Plan, sidesFor, withColour, withPlacing, withSide } from './plan';

const PLAN: Plan = { shape: [40, 40, 3], placing: 'fit', invert: false, keep: true, test: 0.2, given_split: true, duplicates: 'leave_out', seed: 0, label: '' };

it('offers the usual sides and the suggested one, each once', () => {
  expect(sidesFor({ suggestion: PLAN })).toEqual([8, 16, 24, 28, 32, 40, 48, 64, 96, 128, 192, 256]);
  expect(sidesFor({ suggestion: { ...PLAN, shape: [64, 64, 3] } })).toHaveLength(11);
});

it('keeps an oblong form oblong, within what pictures may have', () => {
  expect(withSide({ ...PLAN, shape: [32, 64, 3] }, 64).shape).toEqual([64, 128, 3]);
  expect(withSide({ ...PLAN, shape: [32, 64, 3] }, 256).shape).toEqual([256, 256, 3]);
});

it('places only grey squares like digits', () => {
  const digit = withPlacing({ ...PLAN, shape: [40, 80, 3] }, 'digit');
  expect(digit).toMatchObject({ placing: 'digit', shape: [40, 40, 1] });
  expect(withColour(digit, true)).toMatchObject({ placing: 'fit', shape: [40, 40, 3] });
  expect(withColour(digit, false)).toMatchObject({ placing: 'digit', shape: [40, 40, 1] });
});

it('counts what will be kept, and what of it tests: as the files say, or by the share', () => {
  const classes = [{ name: 'cat', count: 60, train: 45, test: 15 }, { name: 'dog', count: 40, train: 30, test: 10 }];
  const survey = { pictures: 100, duplicate_count: 10, known_count: 0, classes, given_split: true };
  expect(keptBy(PLAN, survey)).toEqual({ kept: 90, test: 25 });
  expect(keptBy({ ...PLAN, given_split: false, duplicates: 'keep' }, survey)).toEqual({ kept: 100, test: 20 });
  expect(keptBy(PLAN, { ...survey, given_split: false })).toEqual({ kept: 90, test: 18 });
  expect(keptBy(PLAN, { ...survey, known_count: 30 }).kept).toBe(60);
  expect(keptBy({ ...PLAN, duplicates: 'keep' }, { ...survey, known_count: 30 }).kept).toBe(100);
});
