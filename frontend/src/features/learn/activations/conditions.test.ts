import { expect, it } from 'vitest';
import { isDone, type Name, type Seen, widened } from './conditions';

const seen = (name: Name, ...xs: number[]) => xs.reduce<Seen | null>((all, x) => widened(all, name, x), null) as Seen;
const SIGMOID = { slope: [0.0025, 0.024, 0.2, 0.25, 0.2] };

it('has looked for a slope of the step when it was on both sides of it', () => {
  expect(isDone('step', 'step', SIGMOID, 0, seen('step', -2, 0.5))).toBe(false);
  expect(isDone('step', 'step', SIGMOID, 0, seen('step', -2, 2))).toBe(true);
  expect(isDone('step', 'identity', SIGMOID, 0, seen('identity', -2, 2))).toBe(false);
});

it('has found where the sigmoid hardly learns when the slope is less than a tenth', () => {
  const done = [0, 1, 2].map((at) => isDone('sigmoid', 'sigmoid', SIGMOID, at, seen('sigmoid', 5)));
  expect(done).toEqual([true, true, false]);
});

it('has found both slopes of ReLU on both sides of zero', () => {
  expect(isDone('relu', 'relu', SIGMOID, 0, seen('relu', -3, 0))).toBe(false);
  expect(isDone('relu', 'relu', SIGMOID, 0, seen('relu', -3, 0.1))).toBe(true);
});

it('begins anew on another curve', () => {
  expect(widened(seen('step', -3, 3), 'relu', 1)).toEqual({ name: 'relu', low: 1, high: 1 });
});
