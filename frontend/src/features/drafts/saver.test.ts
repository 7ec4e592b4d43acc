import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentOut } from '@/api';
import { ProblemsError } from '@/shared/problems';
import type { Recipe } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';
import { type Content, Saver, type Shelf, useSaving } from './saver';

const recipe = (units: number): Recipe => ({
  version: 1,
  model: { inputs: { image: [28, 28, 1] }, nodes: [{ name: 'dense', layer: 'dense', units }] },
});

const document = (content: Partial<Content>, revision = 1, id = 'd1'): DocumentOut => ({
  id,
  revision,
  name: content.name ?? 'Draft',
  recipe: (content.recipe ?? recipe(10)) as unknown as DocumentOut['recipe'],
  positions: content.positions ?? {},
  created: '2026-01-01T00:00:00Z',
  updated: '2026-01-01T00:00:00Z',
});

/** A server that keeps one revision per document, as the real one does. */
function fakeShelf() {
  const kept = new Map<string, DocumentOut>();
  const shelf = {
    kept,
    create: vi.fn(async (content: Content) => {
      const made = document(content, 1, `d${kept.size + 1}`);
      kept.set(made.id, made);
      return made;
    }),
    save: vi.fn(async (id: string, revision: number, content: Content) => {
      const before = kept.get(id);
      if (!before) throw new ProblemsError([{ code: 'not-found', message: 'gone' }], 404);
      if (before.revision !== revision) throw new ProblemsError([{ code: 'draft-changed', message: 'changed' }], 409);
      const made = document(content, revision + 1, id);
      kept.set(id, made);
      return made;
    }),
    get: vi.fn(async (id: string) => kept.get(id) as DocumentOut),
    depart: vi.fn(),
  };
  return shelf satisfies Shelf;
}

const bench = () => useWorkbench.getState();
const state = () => useSaving.getState().saving;

function open(id: string | null, content: Partial<Content> = {}, revision = id === null ? 0 : 1) {
  const { name = 'Draft', recipe: opened = recipe(10), positions = {} } = content;
  bench().openDocument({ id, revision, name, recipe: opened, positions });
}

let shelf: ReturnType<typeof fakeShelf>;
let saver: Saver;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  useWorkbench.setState({ recipe: null, documentId: null });
  shelf = fakeShelf();
  shelf.kept.set('d1', document({}));
  saver = new Saver(shelf);
  stop = saver.start();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('saves a new draft by itself and goes on with the id that the server gave it', async () => {
  shelf.kept.clear();
  open(null);
  await vi.advanceTimersByTimeAsync(800);
  expect(shelf.create).toHaveBeenCalledTimes(1);
  expect(bench()).toMatchObject({ documentId: 'd1', revision: 1 });
  expect(state().state).toBe('saved');
});

it('does not save what was only opened', async () => {
  open('d1');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(shelf.save).not.toHaveBeenCalled();
  expect(state()).toEqual({ state: 'saved', at: null });
});

it('makes one save of a burst of edits, with the last of them', async () => {
  open('d1');
  for (const units of [1, 2, 3, 4]) {
    bench().edit(recipe(units));
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(shelf.save).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(800);
  expect(shelf.save).toHaveBeenCalledTimes(1);
  expect(shelf.kept.get('d1')?.recipe).toEqual(recipe(4));
});

it('saves in between when the edits never end', async () => {
  open('d1');
  for (let units = 1; units <= 12; units += 1) {
    bench().edit(recipe(units));
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(shelf.save).toHaveBeenCalled();
});

it('saves what was edited while a save was under way', async () => {
  open('d1');
  let answer = () => {};
  shelf.save.mockImplementationOnce(
    (id, revision, content) => new Promise((resolve) => (answer = () => resolve(document(content, revision + 1, id)))),
  );
  bench().edit(recipe(1));
  await vi.advanceTimersByTimeAsync(800);
  bench().edit(recipe(2));
  shelf.kept.set('d1', document({}, 2));
  answer();
  await vi.advanceTimersByTimeAsync(800);
  expect(shelf.kept.get('d1')).toMatchObject({ recipe: recipe(2), revision: 3 });
});

it('saves the draft that is left when another one is opened', async () => {
  open('d1');
  bench().edit(recipe(5));
  shelf.kept.set('d2', document({}, 1, 'd2'));
  open('d2');
  await vi.advanceTimersByTimeAsync(0);
  expect(shelf.kept.get('d1')?.recipe).toEqual(recipe(5));
  expect(bench()).toMatchObject({ documentId: 'd2', revision: 1 });
});

it('says why it could not save, tries again, and loses nothing', async () => {
  open('d1');
  shelf.save.mockRejectedValueOnce(new ProblemsError([{ code: 'unreachable', message: 'no answer' }], 0));
  bench().edit(recipe(7));
  await vi.advanceTimersByTimeAsync(800);
  expect(state()).toMatchObject({ state: 'failed', error: { status: 0 } });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(state().state).toBe('saved');
  expect(shelf.kept.get('d1')?.recipe).toEqual(recipe(7));
});

it('sends what is unsaved when the page is closed', () => {
  open('d1');
  saver.depart();
  expect(shelf.depart).not.toHaveBeenCalled();
  bench().edit(recipe(8));
  saver.depart();
  expect(shelf.depart).toHaveBeenCalledWith('d1', 1, expect.objectContaining({ recipe: recipe(8) }));
});

it('makes a draft of its own of one that was deleted in another tab', async () => {
  open('d1');
  shelf.kept.clear();
  bench().edit(recipe(9));
  await vi.advanceTimersByTimeAsync(800);
  expect(shelf.create).toHaveBeenCalledTimes(1);
  expect(state().state).toBe('saved');
});

it('takes its own save for no conflict when only the answer was lost', async () => {
  open('d1');
  shelf.save.mockImplementationOnce(async (id, revision, content) => {
    shelf.kept.set(id, document(content, revision + 1, id));
    throw new ProblemsError([{ code: 'unreachable', message: 'no answer' }], 0);
  });
  bench().edit(recipe(3));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(state().state).toBe('saved');
  expect(bench().revision).toBe(2);
});

describe('a draft that another tab changed', () => {
  beforeEach(async () => {
    open('d1');
    shelf.kept.set('d1', document({ recipe: recipe(64), name: 'Theirs' }, 2));
    bench().edit(recipe(32));
    await vi.advanceTimersByTimeAsync(800);
  });

  it('is not written over', async () => {
    expect(state()).toMatchObject({ state: 'conflict', current: { revision: 2 } });
    bench().edit(recipe(33));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shelf.kept.get('d1')?.recipe).toEqual(recipe(64));
    expect(bench().recipe).toEqual(recipe(33));
  });

  it('can be taken as it is there, and one undo brings the own edits back', async () => {
    saver.takeTheirs();
    expect(bench()).toMatchObject({ recipe: recipe(64), name: 'Theirs', revision: 2 });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(shelf.kept.get('d1')?.revision).toBe(2);
    useWorkbench.temporal.getState().undo();
    expect(bench().recipe).toEqual(recipe(32));
    await vi.advanceTimersByTimeAsync(800);
    expect(shelf.kept.get('d1')).toMatchObject({ recipe: recipe(32), revision: 3 });
  });

  it('stays beside a copy with the own edits', async () => {
    await saver.keepMine('Draft (copy)');
    expect(shelf.kept.get('d1')?.recipe).toEqual(recipe(64));
    expect(shelf.kept.get('d2')).toMatchObject({ recipe: recipe(32), name: 'Draft (copy)' });
    expect(bench()).toMatchObject({ documentId: 'd2', revision: 1, recipe: recipe(32) });
    expect(state().state).toBe('saved');
  });
});
