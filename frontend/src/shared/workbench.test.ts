import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Recipe } from './recipe';
import { useWorkbench } from './workbench';

const recipe = (name: string): Recipe => ({ version: 1, name, model: { inputs: { image: [8] }, nodes: [] } });
const bench = () => useWorkbench.getState();
const history = () => useWorkbench.temporal.getState();
const shown = () => bench().recipe?.name;

beforeEach(() => {
  vi.useFakeTimers();
  bench().openDocument({ id: 'd', revision: 1, name: 'Network', recipe: recipe('0'), positions: {} });
});
afterEach(() => vi.useRealTimers());

it('takes back twenty edits one by one, and does them again', () => {
  for (let edit = 1; edit <= 20; edit += 1) bench().edit(recipe(String(edit)));
  for (let edit = 19; edit >= 0; edit -= 1) {
    history().undo();
    expect(shown()).toBe(String(edit));
  }
  history().undo();
  expect(shown()).toBe('0');
  for (let edit = 1; edit <= 20; edit += 1) {
    history().redo();
    expect(shown()).toBe(String(edit));
  }
});

it('takes back the network and the places of its nodes together', () => {
  bench().edit(recipe('1'), { a: { x: 1, y: 2 } });
  history().undo();
  expect(bench()).toMatchObject({ recipe: { name: '0' }, positions: {} });
});

it('does not count a selection, a run or a saved revision as an edit', () => {
  bench().edit(recipe('1'));
  bench().select(['a']);
  bench().watchRun('run');
  bench().setRevision(2);
  history().undo();
  expect(shown()).toBe('0');
  expect(bench()).toMatchObject({ selection: ['a'], runId: 'run', revision: 2 });
  expect(history().pastStates).toEqual([]);
});

it('takes back a burst of typing as one edit', () => {
  for (const typed of ['1', '12', '128']) {
    bench().edit(recipe(typed), undefined, 'conv.filters');
    vi.advanceTimersByTime(200);
  }
  expect(history().pastStates).toHaveLength(1);
  history().undo();
  expect(shown()).toBe('0');
});

it.each([
  ['after a pause', () => vi.advanceTimersByTime(700)],
  ['after an edit of something else', () => bench().edit(recipe('other'), undefined, 'conv.strides')],
  ['after an edit outside of any burst', () => bench().edit(recipe('other'))],
  ['after an undo', () => history().undo()],
])('begins a new burst %s', (_when, between) => {
  bench().edit(recipe('1'), undefined, 'conv.filters');
  between();
  const before = shown();
  bench().edit(recipe('2'), undefined, 'conv.filters');
  history().undo();
  expect(shown()).toBe(before);
});

it('forgets what could be redone when a burst begins', () => {
  bench().edit(recipe('1'));
  history().undo();
  bench().edit(recipe('2'), undefined, 'conv.filters');
  bench().edit(recipe('3'), undefined, 'conv.filters');
  expect(history().futureStates).toEqual([]);
});

it('begins an empty history with another document', () => {
  bench().edit(recipe('1'));
  bench().openDocument({ id: 'e', revision: 1, name: 'Other', recipe: recipe('other'), positions: {} });
  history().undo();
  expect(shown()).toBe('other');
});
