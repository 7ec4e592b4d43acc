import { expect, it } from 'vitest';
import { following, nearestKept, neighbours } from './playing';

it('begins again after the last frame', () => {
  expect([following(0, 3), following(2, 3), following(0, 0)]).toEqual([1, 0, 0]);
});

it('fetches the frames around the one that is shown, the nearest first, and none that is not there', () => {
  expect(neighbours(1, 10, 2)).toEqual([2, 0, 3]);
  expect(neighbours(0, 1)).toEqual([]);
});

it('finds the nearest frame that one can go on from', () => {
  const frames = [true, false, false, true].map((snapshot) => ({ snapshot }));
  expect([nearestKept(frames, 1), nearestKept(frames, 2), nearestKept(frames.slice(1, 3), 0)]).toEqual([0, 3, null]);
});
