import { beforeEach, expect, it } from 'vitest';
import type { Recipe } from '@/shared/recipe';
import { type Correction, correctionsOf, extraDrawingsOf, same, useDesks, withCorrection, withData } from './corrections';

const RECIPE: Recipe = { version: 1, data: { dataset: 'strokes', validation: 0.2 } };
const SEVEN: Correction = { correction: 'relabel', row: 4, crc: 9, label: '7' };
const OUT: Correction = { correction: 'exclude', row: 2, crc: 5 };

beforeEach(() => useDesks.setState({ of: {} }));

it('reads what a recipe corrects, row 0 also where it is not written', () => {
  const data = { corrections: ['exclude', { correction: 'relabel', row: 3, label: 'owl' }] };
  expect(correctionsOf({ data })).toEqual([
    { correction: 'exclude', row: 0 },
    { correction: 'relabel', row: 3, label: 'owl' },
  ]);
  expect(correctionsOf(RECIPE)).toEqual([]);
});

it('says one thing of one picture', () => {
  const relabelled = withCorrection([OUT], { row: 4, crc: 9 }, '7');
  expect(relabelled).toEqual([OUT, SEVEN]);
  expect(withCorrection(relabelled, { row: 4, crc: 9 }, null)).toEqual([OUT, { correction: 'exclude', row: 4, crc: 9 }]);
  expect(withCorrection(relabelled, { row: 4, crc: 9 }, undefined)).toEqual([OUT]);
});

it('writes into a recipe only what there is, in the place of what was there', () => {
  const corrected = withData(RECIPE, [SEVEN], 3);
  expect(corrected.data).toEqual({ dataset: 'strokes', validation: 0.2, corrections: [SEVEN], extra_drawings: 3 });
  expect(extraDrawingsOf(corrected)).toBe(3);
  expect(withData(corrected, [], 0)).toEqual(RECIPE);
});

it('calls lists the same that say the same in another order', () => {
  expect(same([SEVEN, OUT], [OUT, SEVEN])).toBe(true);
  expect(same([SEVEN], [{ ...SEVEN, label: '1' }])).toBe(false);
});

it('undoes and redoes for each model by itself', () => {
  const { change, undo, redo } = useDesks.getState();
  const now = (model: string) => useDesks.getState().of[model]?.now;
  change('run:a', [], [SEVEN]);
  change('run:b', [], [OUT]);
  change('run:a', [SEVEN], [SEVEN, OUT]);
  undo('run:a');
  expect([now('run:a'), now('run:b')]).toEqual([[SEVEN], [OUT]]);
  undo('run:a');
  undo('run:a');
  expect(now('run:a')).toEqual([]);
  redo('run:a');
  expect(now('run:a')).toEqual([SEVEN]);
  change('run:a', [SEVEN], []);
  redo('run:a');
  expect(now('run:a')).toEqual([]);
});

it('remembers the run that was begun, and what it was begun with', () => {
  const { begun, change } = useDesks.getState();
  begun('run:a', [SEVEN], 'new');
  expect(useDesks.getState().of['run:a']).toMatchObject({ now: [SEVEN], run: 'new' });
  change('run:a', [SEVEN], [SEVEN, OUT]);
  expect(useDesks.getState().of['run:a']).toMatchObject({ run: 'new' });
});

it('forgets the models that were not touched for the longest', () => {
  for (let number = 0; number < 25; number += 1) useDesks.getState().change(`run:${number}`, [], [OUT]);
  const kept = Object.keys(useDesks.getState().of);
  expect(kept).toHaveLength(20);
  expect(kept).not.toContain('run:4');
  expect(kept).toContain('run:24');
});
