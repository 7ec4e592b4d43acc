import { expect, test } from 'vitest';
import { option, part } from '@/testing/catalogue';
import { fitted, manyOf, specOf, usualFor, windowsFrom } from './enlargement';

const WINDOWS = part('windows', 'Windows', '', [
  option('window', 'pair', [21, 17], { ge: 1 }),
  option('grid', 'pair', [7, 11], { ge: 1 }),
  option('turns', 'boolean', false),
]);

test('what a recipe says is read, with the defaults for the rest', () => {
  expect(windowsFrom('windows', WINDOWS)).toEqual({ window: [21, 17], grid: [7, 11], turns: false });
  expect(windowsFrom({ enlargement: 'windows', grid: 3, turns: true }, WINDOWS)).toEqual({ window: [21, 17], grid: [3, 3], turns: true });
  expect(windowsFrom(null, WINDOWS)).toBeNull();
  expect(windowsFrom({ enlargement: 'another' }, WINDOWS)).toBeNull();
});

test('what is written holds only what differs, in its shortest form', () => {
  expect(specOf(null, WINDOWS)).toBeNull();
  expect(specOf({ window: [21, 17], grid: [7, 11], turns: false }, WINDOWS)).toBe('windows');
  expect(specOf({ window: [20, 20], grid: [7, 11], turns: true }, WINDOWS)).toEqual({ enlargement: 'windows', window: 20, turns: true });
});

test('77 pictures become of one of 28 × 28, and four times as many with turns', () => {
  const usual = usualFor(WINDOWS, [28, 28]);
  expect(manyOf(usual)).toBe(77);
  expect(manyOf({ ...usual, turns: true })).toBe(308);
});

test('for other pictures it begins in proportion', () => {
  expect(usualFor(WINDOWS, [56, 28])).toEqual({ window: [42, 17], grid: [14, 11], turns: false });
});

test('it never asks for more places than there are', () => {
  expect(fitted({ window: [26, 40], grid: [7, 11], turns: true }, [28, 32])).toEqual({ window: [26, 32], grid: [3, 1], turns: false });
});
