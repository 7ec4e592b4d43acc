import { expect, it } from 'vitest';
import { changedBy, NOTHING } from './asking';

const FOUR = { label: 4, seed: 0 };

it('counts another noise with the same label, and then another label with the same noise', () => {
  const noise = changedBy(NOTHING, FOUR, { label: 4, seed: 1 });
  expect(noise).toEqual({ noise: true, label: false });
  expect(changedBy(noise, { label: 4, seed: 1 }, { label: 7, seed: 1 })).toEqual({ noise: true, label: true });
});

it('does not count the label before the noise, nor both at once, nor nothing', () => {
  expect(changedBy(NOTHING, FOUR, { label: 7, seed: 0 })).toEqual(NOTHING);
  expect(changedBy(NOTHING, FOUR, { label: 7, seed: 1 })).toEqual(NOTHING);
  expect(changedBy(NOTHING, FOUR, FOUR)).toEqual(NOTHING);
});
