import { expect, it } from 'vitest';
import { isDone, USUAL } from './walking';

/** A walk with these losses, a step each; the ring is at 1. */
function walk(losses: number[], rate: number = USUAL, put = false) {
  return { track: losses.map((loss, step) => ({ step, loss, rate, x: 0, y: 0, slope: { x: 0, y: 0 } })), ring: 1, put };
}
const many = (count: number) => Array.from({ length: count }, () => 5);

it('counts a place as found only when the ball was put there', () => {
  expect(isDone('place', walk([0.9]))).toBe(false);
  expect(isDone('place', walk([1.1], USUAL, true))).toBe(false);
  expect(isDone('place', walk([0.9], USUAL, true))).toBe(true);
});

it('counts a walk only when it began outside the ring', () => {
  expect(isDone('walk', walk([0.9, 0.8]))).toBe(false);
  expect(isDone('walk', walk([5, 3, 1.2]))).toBe(false);
  expect(isDone('walk', walk([5, 3, 0.9]))).toBe(true);
});

it('is slow with a hundredth of the usual rate and twenty steps', () => {
  expect(isDone('slow', walk(many(21)))).toBe(false);
  expect(isDone('slow', walk(many(20), 0.001))).toBe(false);
  expect(isDone('slow', walk(many(21), 0.001))).toBe(true);
});

it('counts only the steps that were taken with the rate', () => {
  const [before, after] = [walk(many(21)), walk(many(21), 0.001)];
  expect(isDone('slow', { ...after, track: [...before.track.slice(0, 5), ...after.track.slice(5)] })).toBe(false);
});

it('is too fast when the loss rises twice in a row with a raised rate', () => {
  expect(isDone('fast', walk([5, 6, 5.5], 2))).toBe(false);
  expect(isDone('fast', walk([5, 6, 7]))).toBe(false);
  expect(isDone('fast', walk([6, 7], 2))).toBe(false);
  expect(isDone('fast', walk([5, 6, 7], 2))).toBe(true);
});

it('is best in at most fifteen steps', () => {
  expect(isDone('best', walk([...many(16), 0.9]))).toBe(false);
  expect(isDone('best', walk([...many(15), 0.9]))).toBe(true);
});
