import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RunRow } from '@/api';
import { renderStudio } from '@/testing/render';
import { RunsList } from './RunsList';

const row = (id: string, name: string): RunRow => ({
  id, name, task: 'classifier', recipe_name: '', title: 'First network', dataset: 'mnist', document: null, sweep: null, rewound_from: null, begun_with: null, seed: 0, state: 'succeeded',
  paused: false, attempt: 1, position: null, progress: { step: 9, epoch: 1, seconds: 3, test_accuracy: 0.97 }, error: null,
  size: 1000, has_model: true, created: '2026-01-01T00:00:00Z', started: null, ended: null, sparkline: [0.5, 0.9],
  recipe: { version: 1 },
});

let rows: RunRow[];
let sent: [method: string, path: string, body: unknown][];

beforeEach(() => {
  rows = [row('a', 'calm-otter'), row('b', 'bold-fox')];
  sent = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    const path = new URL(request.url).pathname.replace('/api/', '');
    if (request.method === 'GET') return Response.json(rows);
    sent.push([request.method, path, await request.json().catch(() => null)]);
    if (request.method === 'DELETE') rows = rows.filter(({ id }) => path !== `runs/${id}`);
    else if (path === 'runs/a/restore') rows = [row('a', 'calm-otter'), ...rows];
    return request.method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json(rows[0]);
  });
});
afterEach(() => vi.unstubAllGlobals());

const describedBy = (element: Element) =>
  document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent?.trim();

const choose = async (menu: string, item: string) => {
  await userEvent.click(await screen.findByLabelText(`More about ${menu}`));
  await userEvent.click(await screen.findByText(item));
};

it('invites where there is nothing yet', async () => {
  rows = [];
  renderStudio(<RunsList />);
  expect((await screen.findByText('Build and train a network')).getAttribute('href')).toBe('/');
});

it('shows each run with its recipe, state and accuracy', async () => {
  renderStudio(<RunsList />);
  const first = (await screen.findByText('calm-otter')).closest('tr') as HTMLElement;
  for (const text of ['First network', 'succeeded', '97.0 %', 'MNIST']) expect(within(first).getByText(text)).toBeDefined();
});

it('puts a run away and brings it back', async () => {
  renderStudio(<RunsList />);
  await choose('calm-otter', 'Delete');
  await waitFor(() => expect(screen.queryByText('calm-otter')).toBeNull());
  await userEvent.click(await screen.findByLabelText(/^Undo: “calm-otter” was deleted/));
  expect(await screen.findByText('calm-otter')).toBeDefined();
  expect(sent.map(([method, path]) => `${method} ${path}`)).toEqual(['DELETE runs/a', 'POST runs/a/restore']);
});

it('renames in place', async () => {
  renderStudio(<RunsList />);
  await choose('bold-fox', 'Rename');
  const field = await screen.findByLabelText('New name of bold-fox');
  await waitFor(() => expect(document.activeElement).toBe(field));
  fireEvent.change(field, { target: { value: 'wise-owl' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(sent).toEqual([['PATCH', 'runs/b', { name: 'wise-owl' }]]));
});

it('begins a run once more from the same recipe', async () => {
  renderStudio(<RunsList />);
  await choose('calm-otter', 'Duplicate');
  await waitFor(() => expect(sent).toEqual([['POST', 'runs', { recipe: { version: 1 }, document: null }]]));
});

it('compares two runs, and says that one is not enough', async () => {
  const { router } = renderStudio(<RunsList />);
  await userEvent.click(await screen.findByLabelText('Choose calm-otter'));
  const compare = screen.getByText('Compare').closest('button') as HTMLElement;
  expect(describedBy(compare)).toBe('Choose two or more runs to compare them.');
  await userEvent.click(compare);
  expect(router.state.location.pathname).toBe('/');
  await userEvent.click(screen.getByLabelText('Choose bold-fox'));
  await userEvent.click(compare);
  expect(router.state.location.pathname + router.state.location.search).toBe('/compare?runs=a,b');
});
