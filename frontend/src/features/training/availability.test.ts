import { describe, expect, it } from 'vitest';
import type { Run } from '@/shared/run';
import { type Action, beginsAnew, primaryOf, refusalOf, type Situation } from './availability';

const run = (state: Run['state'], paused = false, step = 10) =>
  ({ state, paused, progress: { step } }) as Situation['run'];
const situation = (some: Partial<Situation> = {}): Situation => ({
  run: null, change: null, hasNetwork: true, ready: true, busy: false, ...some,
});

const ACTIONS: Action[] = ['train', 'pause', 'resume', 'step', 'stop', 'reset', 'newWeights'];
const possible = (some: Partial<Situation>) => ACTIONS.filter((action) => refusalOf(action, situation(some)) === null);

describe('the large button', () => {
  it.each([
    [null, 'train'],
    [run('queued'), 'pause'],
    [run('running'), 'pause'],
    [run('lost'), 'pause'],
    [run('queued', true), 'resume'],
    [run('running', true), 'resume'],
    [run('running', true, 0), 'train'],
    [run('succeeded'), 'train'],
    [run('failed'), 'train'],
    [run('cancelled'), 'train'],
  ] as const)('of %o is %s', (one, wanted) => expect(primaryOf(situation({ run: one }))).toBe(wanted));

  it('trains anew where the network or the weights changed while a run waits', () => {
    expect(primaryOf(situation({ run: run('running', true), change: 'network' }))).toBe('train');
    expect(primaryOf(situation({ run: run('running', true), change: 'weights' }))).toBe('train');
    expect(primaryOf(situation({ run: run('running', true), change: 'settings' }))).toBe('resume');
  });
});

describe('what can be done', () => {
  it('without a run: train, step, other weights', () =>
    expect(possible({})).toEqual(['train', 'step', 'newWeights']));

  it('while it runs: no step, which is told', () => {
    expect(possible({ run: run('running') })).toEqual(['train', 'pause', 'resume', 'stop', 'reset', 'newWeights']);
    expect(refusalOf('step', situation({ run: run('running') }))).toBe('pauseFirst');
  });

  it('while it waits: step', () => expect(possible({ run: run('running', true) })).toContain('step'));

  it('after the end: nothing to stop', () => {
    for (const state of ['succeeded', 'failed', 'cancelled'] as const) {
      expect(refusalOf('stop', situation({ run: run(state) }))).toBe('nothingRuns');
      expect(possible({ run: run(state) })).toEqual(['train', 'step', 'reset', 'newWeights']);
    }
  });

  it('at the very start: nothing to reset', () =>
    expect(refusalOf('reset', situation({ run: run('running', true, 0) }))).toBe('isReset'));

  it('without a network or with one that cannot run: nothing that begins a run', () => {
    expect(refusalOf('train', situation({ hasNetwork: false }))).toBe('noNetwork');
    expect(refusalOf('train', situation({ ready: false }))).toBe('notReady');
    expect(refusalOf('stop', situation({ ready: false, run: run('running') }))).toBeNull();
  });

  it('while a command is on its way: nothing else', () => expect(possible({ busy: true, run: run('running') })).toEqual([]));
});

it('goes on with a run that waits before its first step, if nothing changed', () => {
  expect(beginsAnew(situation({ run: run('running', true, 0) }))).toBe(false);
  expect(beginsAnew(situation({ run: run('running', true, 0), change: 'settings' }))).toBe(true);
  expect(beginsAnew(situation({ run: run('running', true, 3) }))).toBe(true);
});
