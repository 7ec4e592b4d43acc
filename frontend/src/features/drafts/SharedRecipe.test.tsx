import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useWorkbench } from '@/shared/workbench';
import { CATALOGUE } from '@/testing/catalogue';
import { renderStudio } from '@/testing/render';
import { linkTo } from './link';
import { SharedRecipe } from './SharedRecipe';

const shared = { version: 1, title: '<b>From a friend</b>', model: { inputs: { x: [4] }, nodes: [{ name: 'out', layer: 'dense' }] } };
const mine = { version: 1, model: { inputs: { x: [4] }, nodes: [] } };
const node = { name: 'out', layer: 'dense', inputs: ['x'], shape: [10], parameters: 50, formula: '', flops: 1, bytes: 1, state: 'ok' };
const ANSWERS: Record<string, unknown> = {
  '/api/recipes/read': { recipe: shared },
  '/api/catalogue': CATALOGUE,
  '/api/inspect': { inputs: { x: [4] }, nodes: [node], outputs: {}, parameters: 50, flops: 1, problems: [], ready: true },
};

beforeEach(() => {
  vi.stubGlobal('fetch', vi.fn(async (request: Request) => Response.json(ANSWERS[new URL(request.url).pathname])));
  useWorkbench.getState().openDocument({ id: 'mine', revision: 3, name: 'Mine', recipe: mine, positions: {} });
});

afterEach(() => window.history.replaceState(null, '', '/'));

async function arrive(fragment: string) {
  window.history.replaceState(null, '', `/${fragment}`);
  const onOpen = vi.fn();
  renderStudio(<SharedRecipe onOpen={onOpen} />);
  return { onOpen, user: userEvent.setup() };
}

const bench = () => useWorkbench.getState();
const fragment = async () => new URL(await linkTo(shared)).hash;

it('shows what a link brings, as text, and changes nothing by itself', async () => {
  await arrive(await fragment());
  expect(await screen.findByText('<b>From a friend</b>')).toBeDefined();
  expect(screen.getByText('1 layer, 50 parameters')).toBeDefined();
  expect(bench()).toMatchObject({ documentId: 'mine', name: 'Mine' });
});

it('opens it as a new draft when told to, and takes it out of the address', async () => {
  const { onOpen, user } = await arrive(await fragment());
  await user.click(await screen.findByRole('button', { name: 'Open as a new draft' }));
  await vi.waitFor(() => expect(onOpen).toHaveBeenCalled());
  expect(bench()).toMatchObject({ documentId: null, name: '<b>From a friend</b>', recipe: shared });
  expect(window.location.hash).toBe('');
});

it('leaves the open draft alone when it is not wanted', async () => {
  const { user } = await arrive(await fragment());
  await user.click(await screen.findByRole('button', { name: 'Not now' }));
  expect(bench()).toMatchObject({ documentId: 'mine', revision: 3 });
  expect(window.location.hash).toBe('');
});

it('says in words that a link is broken, without asking the server', async () => {
  await arrive('#recipe=%3Cscript%3E');
  expect(await screen.findByText(/carries no recipe that can be read/)).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Open as a new draft' })).toBeNull();
  expect(fetch).not.toHaveBeenCalled();
});

it('does not care for other fragments', async () => {
  await arrive('#main');
  expect(screen.queryByRole('dialog')).toBeNull();
});
