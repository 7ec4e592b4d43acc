import { describe, expect, it } from 'vitest';
import type { Run } from '@/shared/run';
import { accuracyOf, type Choice, classesOf, FIRST_CHOICE, listed, sortedBy } from './listing';

const run = (name: string, some: Partial<Run> = {}, progress: Partial<Run['progress']> = {}) =>
  ({
    id: name, name, title: 'First network', recipe_name: 'first-network', dataset: 'mnist', state: 'succeeded',
    created: '2026-01-01T00:00:00Z', size: 1, ...some, progress: { step: 0, seconds: 1, ...progress },
  }) as Run;

const runs = [
  run('calm-otter', { created: '2026-01-03T00:00:00Z' }, { test_accuracy: 0.97 }),
  run('bold-fox', { state: 'running', title: 'Logistic', created: '2026-01-02T00:00:00Z' }, { best_validation_accuracy: 0.91 }),
  run('merry-owl', { state: 'failed', dataset: 'drawings' }),
];
const names = (choice: Partial<Choice>) => listed(runs, { ...FIRST_CHOICE, ...choice }).map((one) => one.name);

describe('the list of runs', () => {
  it('shows all, the newest first', () => expect(names({})).toEqual(['calm-otter', 'bold-fox', 'merry-owl']));

  it.each([
    ['OTTER', ['calm-otter']],
    ['logistic fox', ['bold-fox']],
    ['drawings', ['merry-owl']],
    ['my drawings', ['merry-owl']],
    ['nothing like it', []],
  ])('finds by every word of %j', (text, wanted) => expect(names({ text })).toEqual(wanted));

  it('shows those of one state, and those that have not ended', () => {
    expect(names({ state: 'failed' })).toEqual(['merry-owl']);
    expect(names({ state: 'active' })).toEqual(['bold-fox']);
  });

  it('sorts by accuracy, with the unknown last either way', () => {
    expect(names({ column: 'accuracy', descending: true })).toEqual(['calm-otter', 'bold-fox', 'merry-owl']);
    expect(names({ column: 'accuracy', descending: false })).toEqual(['bold-fox', 'calm-otter', 'merry-owl']);
  });

  it('sorts by name', () => expect(names({ column: 'name', descending: false })).toEqual(['bold-fox', 'calm-otter', 'merry-owl']));
});

it('sorts a column the best way first, then the other way round', () => {
  const best = sortedBy(FIRST_CHOICE, 'accuracy');
  expect([best.descending, sortedBy(best, 'accuracy').descending]).toEqual([true, false]);
  expect(sortedBy(best, 'name').descending).toBe(false);
});

it('takes the test before the validation', () => {
  expect(accuracyOf(run('a', {}, { test_accuracy: 0.5, best_validation_accuracy: 0.9 }))).toBe(0.5);
  expect(accuracyOf(run('a'))).toBeNull();
});

describe('how good a generator is', () => {
  const progress = (some: Partial<Run['progress']>) => ({ progress: { step: 1, epoch: 0, seconds: 1, ...some } });

  it('is how often it draws what it is asked for, or how many of its points are good', () => {
    expect(accuracyOf(progress({ agreement: 0.98, classes_seen: 10 }))).toBe(0.98);
    expect(accuracyOf(progress({ judged: { quality: 0.7, coverage: 0.9, alarm: [] } }))).toBe(0.7);
  });

  it('is how many classes it draws where it is not asked for any', () => {
    const untold = progress({ classes_seen: 8, judged: { shares: new Array<number>(10).fill(0.1), alarm: [] } });
    expect(classesOf(untold)).toEqual({ seen: 8, classes: 10 });
    expect(classesOf(progress({ agreement: 0.98, classes_seen: 10 }))).toBeNull();
    expect(classesOf(progress({ test_accuracy: 0.9 }))).toBeNull();
  });
});
