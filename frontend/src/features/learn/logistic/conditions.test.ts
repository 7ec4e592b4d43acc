import { expect, it } from 'vitest';
import { isDone, recipeOf } from './conditions';

const at = (step: number, accuracy: number) => {
  const one = { loss: 0.1, accuracy };
  return { step, measured: { training: one, test: one } };
};

it('is trained when it has learnt to be right, not when it happens to be', () => {
  expect(isDone('train', at(0, 1), 0.4, false)).toBe(false);
  expect(isDone('train', at(30, 0.94), 0.4, false)).toBe(false);
  expect(isDone('train', at(30, 0.95), 0.4, false)).toBe(true);
});

it('needs both the noise and the training', () => {
  expect(isDone('noise', at(100, 0.9), 0.55, false)).toBe(false);
  expect(isDone('noise', at(99, 0.9), 0.6, false)).toBe(false);
  expect(isDone('noise', at(100, 0.9), 0.6, false)).toBe(true);
});

it('needs the feature to be right', () => {
  expect(isDone('feature', at(300, 0.97), 0.4, false)).toBe(false);
  expect(isDone('feature', at(300, 0.97), 0.4, true)).toBe(true);
});

it('goes on with the same network where the text does, and begins anew with other points', () => {
  const seed = (step: string, noise = 0.4) => recipeOf(step, noise, false).training?.seed;
  expect(recipeOf('sure', 0.4, false)).toBe(recipeOf('train', 0.4, false));
  expect(new Set([seed('train'), seed('noise'), seed('noise', 0.6), seed('xor'), seed('feature')]).size).toBe(5);
});
