import { expect, it } from 'vitest';
import type { MomentOut, PhaseOut, UpdateOut } from '@/api';
import { furthest, ladderOf, scenesOf, sharesOf } from './scenes';

const moment = (node: string, norm: number): MomentOut => ({
  node, layer: 'dense', gradients: {},
  numbers: { shape: [2, 3], size: 6, mean: 0, std: 1, norm, low: -1, high: 1, zeros: 0, nan: 0, infinite: 0, histogram: null },
});
const phase = (name: PhaseOut['name'], more: Partial<PhaseOut> = {}): PhaseOut => ({ name, network: null, facts: {}, moments: [], updates: [], ...more });
const update = (parameter: string, change: number, ratio: number | null): UpdateOut => ({ parameter, gradient_norm: 1, weight_norm: 1, change_norm: change, ratio });

const CLASSIFIER = [
  phase('batch', { facts: { size: 2 } }),
  phase('forward', { moments: [moment('first', 5), moment('last', 7)] }),
  phase('loss', { facts: { loss: 2, right: 0 } }),
  phase('backward', { moments: [moment('last', 0.1), moment('first', 0.2)] }),
  phase('update', { updates: [update('first.W', 3, 0.1), update('first.b', 4, null), update('last.W', 1, 0.5)] }),
  phase('after', { facts: { loss: 1, right: 1, difference: -1 } }),
];
const told = (phases: PhaseOut[]) => scenesOf({ phases }).map(({ kind, moment: one }) => (one ? `${kind} ${one.node}` : kind));

it('goes forward layer by layer, to the loss, back layer by layer, to the update and to the loss after', () => {
  expect(told(CLASSIFIER)).toEqual(['batch', 'forward first', 'forward last', 'judged', 'backward last', 'backward first', 'update', 'after']);
});

it('judges each pass through a discriminator', () => {
  const real = phase('real', { network: 'discriminator', facts: { loss: 1, right: 0.5 }, moments: [moment('score', 1)] });
  const back = phase('real-backward', { network: 'discriminator', moments: [moment('score', 1)] });
  expect(told([real, back])).toEqual(['forward score', 'judged', 'backward score']);
});

it('fills the ladder as far as the signal has come', () => {
  const scenes = scenesOf({ phases: CLASSIFIER });
  const half = ladderOf(scenes, 4, null);
  expect(half.rows.map(({ node, cells, now }) => [node, ...cells.map((cell) => cell?.value ?? null), now])).toEqual([
    ['first', 5, null, false],
    ['last', 7, 0.1, true],
  ]);
  expect(half.rows.every(({ moved }) => moved === null) && half.moves).toBe(true);
  expect(half.columns.map(({ now }) => now)).toEqual([false, true]);
  const whole = ladderOf(scenes, 7, null);
  expect(whole.rows.map(({ moved }) => moved?.value)).toEqual([5, 1]); // √(3² + 4²), and one alone
});

it('measures lengths by tenfolds, and gives none to zero and to what is no number', () => {
  expect(sharesOf([1, 10, 100, 0, null, NaN])).toEqual([0.06, 0.53, 1, 0, 0, 0]);
  expect(sharesOf([7])).toEqual([1]);
});

it('finds the parameter that went furthest for its length', () => {
  expect(furthest(CLASSIFIER[4] as PhaseOut)?.parameter).toBe('last.W');
});
