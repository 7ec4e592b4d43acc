import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentOut } from '@/api';
import { chooseLanguage } from '@/shared/language';
import { useWorkbench } from '@/shared/workbench';
import { duplicate, openLast, openRecipe, putAway, rememberDraft } from './opening';

const recipe = { version: 1, model: { inputs: { x: [4] }, nodes: [] } };
const moment = '2026-01-01T00:00:00Z';

let kept: DocumentOut[];

function document(id: string): DocumentOut {
  return { id, name: id, revision: 1, recipe, positions: {}, created: moment, updated: moment };
}

beforeEach(() => {
  kept = [document('newest'), document('older')];
  const away = new Map<string, DocumentOut>();
  sessionStorage.clear();
  useWorkbench.setState({ recipe: null, documentId: null, name: '' });
  const answer = (method: string, path: string): unknown => {
    const [, , , id, act] = path.split('/');
    if (id === undefined) return kept;
    if (act === 'restore') kept.unshift(away.get(id) as DocumentOut);
    const found = kept.find((one) => one.id === id);
    if (method === 'DELETE' && found) {
      away.set(id, found);
      kept = kept.filter((one) => one !== found);
    }
    return found;
  };
  vi.stubGlobal(
    'fetch',
    vi.fn(async ({ method, url }: Request) => {
      const body = answer(method, new URL(url).pathname);
      return method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json(body);
    }),
  );
});

const bench = () => useWorkbench.getState();

describe('when the page is opened', () => {
  it('brings the draft that was edited last', async () => {
    expect(await openLast()).toBe(true);
    expect(bench().documentId).toBe('newest');
  });

  it('brings the one that this tab had open', async () => {
    rememberDraft('older');
    await openLast();
    expect(bench().documentId).toBe('older');
  });

  it('says that there is none', async () => {
    kept = [];
    expect(await openLast()).toBe(false);
    expect(bench().recipe).toBeNull();
  });

  it('does not take the place of what was opened meanwhile', async () => {
    const looking = openLast();
    bench().openDocument({ id: null, revision: 0, name: 'Mine', recipe, positions: {} });
    await looking;
    expect(bench().name).toBe('Mine');
  });
});

describe('a draft that is put away', () => {
  it('gives its place to the next one, and comes back', async () => {
    await openLast();
    const restore = await putAway('newest');
    expect(bench().documentId).toBe('older');
    await restore();
    expect(bench().documentId).toBe('newest');
  });

  it('leaves an empty workbench when it was the last', async () => {
    kept = [document('only')];
    await openLast();
    await putAway('only');
    expect(bench()).toMatchObject({ recipe: null, documentId: null, name: '' });
  });
});

it('a duplicate becomes a draft of its own', async () => {
  await openLast();
  duplicate('newest (copy)');
  expect(bench()).toMatchObject({ documentId: null, name: 'newest (copy)', recipe });
});

describe('a recipe that is opened', () => {
  it.each([
    ['en', 'First network', 'First network'],
    ['ja', 'First network', '最初のネットワーク'],
    ['ja', 'My own title', 'My own title'],
  ] as const)('is called in %s, with the title %j, %j', async (language, title, wanted) => {
    await chooseLanguage(language);
    expect(openRecipe({ ...recipe, name: 'first-network', title }, 'Untitled')).toBe(wanted);
    expect(bench().name).toBe(wanted);
  });

  it('is called by its name, or untitled, where it has no title', () => {
    expect(openRecipe({ ...recipe, name: 'plain' }, 'Untitled')).toBe('plain');
    expect(openRecipe(recipe, 'Untitled')).toBe('Untitled');
  });
});
