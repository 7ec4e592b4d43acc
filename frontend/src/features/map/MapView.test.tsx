import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { dispatch } from '@/shared/stream';
import { renderStudio } from '@/testing/render';
import { MapView } from './MapView';
import { wantedIn } from './place';

const READER = { id: 'zoo:reader', name: 'reader', kind: 'classifier', origin: 'zoo', live: false, class_names: ['4', '9'], input_shape: [28, 28, 1], writes: false };
const MAP = {
  method: 'pca', node: 'relu_2', split: 'validation', dataset: 'mnist', kind: 'pictures', class_names: ['4', '9'],
  x: [0, 1, 2, 3], y: [0, 0, 0, 0], label: [0, 0, 0, 1], predicted: [0, 0, 1, 1], sure: [0.99, 0.98, 0.6, 0.97], row: [11, 22, 33, 44],
  facts: { shares: [0.3, 0.11] },
};
const JOB = { job: 'one', model: 'zoo:reader', kind: 'map', state: 'running', what: null, done: 0, total: null, problems: [], places: null, seconds: 0, map: null };
const PLACES = btoa(String.fromCharCode(...new Uint8Array(new Float32Array([0, 0, 1, 1, 2, 2, 3, 3]).buffer)));
const READY = { ...JOB, job: null, state: 'ready', map: MAP };
const NEAR = { node: 'relu_2', dataset: 'mnist', kind: 'pictures', looked: 9_500, rows: [{ row: 22, label: '4', numbers: null, distance: 0.0312 }, { row: 5, label: '9', numbers: null, distance: 0.5 }] };

let maps: { body: Record<string, unknown> }[] = [];
let answers: Record<string, unknown> = {};
let asked: string[] = [];

beforeEach(() => {
  [maps, asked] = [[], []];
  answers = { models: [READER, { ...READER, id: 'zoo:writer', name: 'writer', kind: 'generator' }], pca: READY, tsne: JOB, 'jobs/one': JOB };
  vi.stubGlobal('fetch', vi.fn(async (request: Request) => {
    const path = decodeURIComponent(new URL(request.url).pathname).replace('/api/', '');
    asked.push(`${request.method} ${path}`);
    if (request.method === 'DELETE') return Response.json({ ...JOB, state: 'cancelled' });
    if (path.endsWith('/neighbours')) return Response.json({ ...READY, kind: 'neighbours', map: null, neighbours: NEAR });
    if (!path.endsWith('/map')) return Response.json(answers[path]);
    const body = (await request.json()) as Record<string, unknown>;
    maps.push({ body });
    const answer = answers[String(body['method'])] as { state?: string };
    return Response.json(answer, { status: { ready: 200, running: 202 }[answer.state ?? ''] ?? 422 });
  }));
});

async function show(more = '') {
  renderStudio(<MapView />, { at: `/map?model=zoo:reader${more}` });
  const user = userEvent.setup();
  const map = await screen.findByRole('application', { name: 'Map of 4 examples' }, { timeout: 10_000 });
  map.focus();
  return { user, map };
}

const region = (name: string) => within(screen.getByRole('region', { name }));

it('walks from point to point by keys, and tells what each is', async () => {
  const { user } = await show();
  await user.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}');
  expect(screen.getByText('Example 22: 4, recognised (98 %)')).toBeDefined();
  await user.keyboard('{ArrowRight}');
  expect(region('This example').getByText('4, taken for 9 (60 %)')).toBeDefined();
  expect(region('This example').getByRole('link', { name: 'Why this answer?' }).getAttribute('href')).toBe('/inside?model=zoo%3Areader&tab=why&split=train&row=33');
});

it('selects by keys: one with space, a rectangle with shift, all, none', async () => {
  const { user } = await show();
  await user.keyboard('{ArrowRight} ');
  expect(region('Selected').getByText(/^1 picture: 1 × 4$/)).toBeDefined();
  await user.keyboard(' ');
  expect(region('Selected').getByText(/^Nothing is selected/)).toBeDefined();
  await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
  expect(region('Selected').getByText('3 pictures: 3 × 4')).toBeDefined();
  await user.keyboard('{Control>}a{/Control}');
  expect(region('Selected').getByText('4 pictures: 3 × 4 and 1 × 9')).toBeDefined();
  expect(region('Selected').getAllByRole('button', { name: /^Example/ })).toHaveLength(4);
  await user.keyboard('{Escape}');
  expect(region('Selected').queryAllByRole('button', { name: /^Example/ })).toHaveLength(0);
});

it('neither shows nor selects classes that are hidden', async () => {
  const { user, map } = await show();
  await user.click(screen.getByRole('button', { name: /^9 ?: ?1$/ }));
  map.focus();
  await user.keyboard('{Control>}a{/Control}');
  expect(region('Selected').getByText('3 pictures: 3 × 4')).toBeDefined();
  await user.click(screen.getByRole('button', { name: '1 answered wrongly' }));
  map.focus();
  await user.keyboard('{Control>}a{/Control}');
  expect(region('Selected').getByText('1 picture: 1 × 4')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Show all classes' }));
  expect(screen.getByRole('button', { name: /^9 ?: ?1$/ }).getAttribute('aria-pressed')).toBe('true');
});

it('finds the neighbours of the chosen example, each with its distance', async () => {
  const { user } = await show();
  await user.keyboard('{ArrowRight}');
  await user.click(region('Nearest in training').getByRole('button', { name: 'Find its nearest neighbours' }));
  expect(await region('Nearest in training').findByRole('link', { name: /^4 ?, distance ?0.031 ?, example 22: why/ })).toBeDefined();
  expect(region('Nearest in training').getByText(/first 9,500 training examples/)).toBeDefined();
});

it('shows how far t-SNE is, begins from the first map, and can be given up', async () => {
  const { user } = await show('&method=tsne&perplexity=50&seed=3');
  await screen.findByText("Looking for each example's neighbours");
  expect(maps.map(({ body }) => [body['method'], body['perplexity'], body['seed']])).toEqual([['pca', undefined, 3], ['tsne', 50, 3]]);
  act(() => dispatch({ type: 'job', ...JOB, kind: 'map', state: 'running', done: 300, total: 750, places: PLACES, seconds: 4 } as never));
  expect(await screen.findByText('Step 300 of 750')).toBeDefined();
  expect(screen.getByText('about 6 s left')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect((await screen.findByRole('alert')).textContent).toContain('It was cancelled.');
  expect(asked).toContain('DELETE jobs/one');
});

it('says what t-SNE does not say once it is there', async () => {
  answers['tsne'] = { ...READY, seconds: 2.5, map: { ...MAP, method: 'tsne', facts: { divergence: 1, perplexity: 1 } } };
  await show('&method=tsne');
  expect(await screen.findByText(/how far apart two clusters lie/)).toBeDefined();
  expect(screen.getByText(/drawn with seed 0/)).toBeDefined();
  expect(screen.getByText('Drawn in 2.5 s.')).toBeDefined();
});

it('tells what went wrong in words, and asks again', async () => {
  answers['pca'] = { problems: [{ code: 'not-finite', message: 'the answers are no numbers (NaN)', severity: 'error' }] };
  renderStudio(<MapView />, { at: '/map?model=zoo:reader' });
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toMatch(/NaN/);
  answers['pca'] = READY;
  await userEvent.setup().click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('application')).toBeDefined();
});

it('tells of a model that is gone, and of one that makes examples', async () => {
  const { unmount } = renderStudio(<MapView />, { at: '/map?model=run:gone' });
  expect(await screen.findByRole('heading', { name: 'This model is not there any more' })).toBeDefined();
  unmount();
  renderStudio(<MapView />, { at: '/map?model=zoo:writer' });
  expect(await screen.findByRole('heading', { name: 'There is no map of a generator' })).toBeDefined();
  await waitFor(() => expect(maps).toEqual([]));
});

it('takes from the address what it can, and what is usual for the rest', () => {
  expect(wantedIn(new URLSearchParams('method=tsne&count=1000&perplexity=5&seed=12&split=train'))).toEqual({ method: 'tsne', count: 1_000, perplexity: 5, seed: 12, split: 'train' });
  expect(wantedIn(new URLSearchParams('method=umap&count=7&perplexity=x&seed=-1&split=test'))).toEqual({ method: 'pca', count: 500, perplexity: 30, seed: 0, split: null });
});
