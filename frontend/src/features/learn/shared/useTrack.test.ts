import { expect, it } from 'vitest';
import { type Stop, tracked } from './useTrack';

const stop = (step: number, x = step): Stop => ({ step, x, y: 0, loss: 1, slope: { x: 0, y: 0 }, rate: 0.1 });
const after = (...stops: Stop[]) => stops.reduce<readonly Stop[]>(tracked, []).map(({ step, x }) => [step, x]);

it('grows by a place with each step', () => {
  expect(after(stop(0), stop(1), stop(3))).toEqual([[0, 0], [1, 1], [3, 3]]);
});

it('stays when nothing has moved', () => {
  expect(after(stop(0), stop(1), stop(1))).toEqual([[0, 0], [1, 1]]);
});

it('begins anew where the weights were put by hand, and at a reset', () => {
  expect(after(stop(0), stop(1), stop(1, 7))).toEqual([[1, 7]]);
  expect(after(stop(0), stop(1), stop(0, 2))).toEqual([[0, 2]]);
});
