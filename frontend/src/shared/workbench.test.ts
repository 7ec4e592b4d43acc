import { beforeEach, expect, it } from 'vitest';
import type { Recipe } from './recipe';
import { useWorkbench } from './workbench';

const recipe = (name: string): Recipe => ({ version: 1, name, model: { inputs: { image: [4] }, nodes: [] } });
const bench = () => useWorkbench.getState();
const history = () => useWorkbench.temporal.getState();

beforeEach(() => bench().openDocument({ id: 'd1', revision: 3, name: 'First', recipe: recipe('first'), positions: {} }));

it('opens a document with nothing to take back', () => {
  expect(bench()).toMatchObject({ documentId: 'd1', revision: 3, selection: [] });
  expect(history().pastStates).toEqual([]);
});

it('takes an edit of the network and its places back in one step', () => {
  bench().edit(recipe('second'), { dense: { x: 1, y: 2 } });
  history().undo();
  expect(bench().recipe?.name).toBe('first');
  expect(bench().positions).toEqual({});
  history().redo();
  expect(bench().recipe?.name).toBe('second');
});

it('remembers neither selection nor runs nor models as edits', () => {
  bench().select(['dense']);
  bench().watchRun('r1');
  bench().chooseModel('zoo:digit-reader');
  bench().setRevision(4);
  expect(history().pastStates).toEqual([]);
});
