import { expect, it } from 'vitest';
import { standingOf } from './standing';

it('is a balance where the discriminator finds hardly more than a guess would', () => {
  expect(standingOf(0.55, 0.5)).toBe('balance');
  expect(standingOf(0.8, 0.7)).toBe('play');
  expect(standingOf(0.99, 0.97)).toBe('behind');
  expect(standingOf(0.3, 0.2)).toBe('fooled');
});

it('is not known before anything was told', () => {
  expect(standingOf(undefined, 0.5)).toBeNull();
  expect(standingOf(null, null)).toBeNull();
});
