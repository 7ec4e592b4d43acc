import { act, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { ModelOut } from '@/api';
import { dispatch } from '@/shared/stream';
import { useWorkbench } from '@/shared/workbench';
import { renderStudio } from '@/testing/render';
import { ModelsBrowser } from './ModelsBrowser';

const READER: ModelOut = {
  id: 'zoo:digit-reader', origin: 'zoo', name: 'digit-reader', description: 'The flagship.', live: false, recipe_name: 'digit-reader',
  dataset: 'mnist', seed: 0, parameters: 82_258, test_accuracy: 0.9967, validation_accuracy: 0.9976, seconds: 576.8, size: 343_112,
  created: '2026-11-22T00:00:00Z', class_names: ['0', '1'], input_shape: [28, 28, 1], output_shape: [2], hash: '3428c849',
  kind: 'classifier', writes: false, conditional: false, agreement: null,
};
const WEAK = { ...READER, id: 'zoo:note-linear', name: 'note-linear', test_accuracy: 0.92 };
const OWN = { ...READER, id: 'run:r1', origin: 'run' as const, name: 'calm-otter', test_accuracy: null, validation_accuracy: 0.95 };
const TOY = { ...OWN, id: 'run:r2', name: 'moons', input_shape: [2] };

let models: ModelOut[];
const sent: { method: string; address: string; body: unknown }[] = [];

beforeEach(() => {
  models = [WEAK, READER, OWN, TOY];
  sent.length = 0;
  useWorkbench.setState({ modelId: null });
  vi.stubGlobal('fetch', async (request: Request) => {
    const address = decodeURIComponent(new URL(request.url).pathname);
    const json = (body: unknown) => new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } });
    if (request.method === 'GET' && address.endsWith('/models')) return json(models);
    if (request.method === 'PATCH') {
      const body = await request.json();
      sent.push({ method: request.method, address, body });
      models = models.map((model) => (address.endsWith(model.id) ? { ...model, ...body } : model));
    }
    const certainty = address.endsWith('note-linear') ? null : { temperature: 1.24, kept: 0.99, noticed: { letters: 0.21, noise: 0.98 } };
    return json({ ...models.find(({ id }) => address.endsWith(id)), recipe: { version: 1 }, certainty });
  });
});

const show = () => renderStudio(<ModelsBrowser tried="zoo:digit-reader" trial={<p>pad</p>} />);
const card = (name: string) => screen.findByRole('article', { name }).then((found) => within(found));

it('shows the best bundled model first, with what it reaches and where it comes from', async () => {
  show();
  const bundled = within(await screen.findByRole('region', { name: 'Bundled models' }));
  expect(bundled.getAllByRole('article').map((one) => one.getAttribute('aria-label'))).toEqual(['digit-reader', 'note-linear']);
  const reader = await card('digit-reader');
  expect(reader.getByText('99.67 %')).toBeTruthy();
  expect(reader.getByText(/MNIST · 82,258 parameters · 343 kB · seed 0/)).toBeTruthy();
  expect(reader.getByRole('link', { name: 'Open as recipe' }).getAttribute('href')).toBe('/?open=zoo:digit-reader');
});

it('lets the pad try a model, and says why some cannot be drawn for', async () => {
  show();
  await userEvent.click((await card('note-linear')).getByRole('button', { name: 'Try' }));
  expect(useWorkbench.getState().modelId).toBe('zoo:note-linear');
  const toy = (await card('moons')).getByRole('button', { name: 'Try' });
  expect(toy).toHaveProperty('disabled', true);
  expect(toy.title).toContain('does not read pictures');
});

it('renames one of one\'s own where it stands, and no bundled one', async () => {
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Rename calm-otter' }));
  await userEvent.clear(screen.getByLabelText('Name of the model'));
  await userEvent.keyboard('my best{Enter}');
  expect(sent).toEqual([{ method: 'PATCH', address: '/api/models/run:r1', body: { name: 'my best' } }]);
  expect(await card('my best')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Rename digit-reader' })).toBeNull();
});

it('leaves the name as it was on Escape', async () => {
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Rename calm-otter' }));
  await userEvent.keyboard('other{Escape}');
  expect(sent).toEqual([]);
  expect(await card('calm-otter')).toBeTruthy();
});

it('tells all facts of a model, down to the hash of its file', async () => {
  show();
  await userEvent.click((await card('digit-reader')).getByRole('button', { name: 'Model card' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Model card: digit-reader' }));
  expect(await dialog.findByText('3428c849')).toBeTruthy();
  expect(dialog.getByText('28 × 28 × 1')).toBeTruthy();
  expect(dialog.getByText('of 21 % of letters and 98 % of noise; of 1 % of its own examples')).toBeTruthy();
});

it('says of a model for which no examples were kept back that it takes everything for a class', async () => {
  show();
  await userEvent.click((await card('note-linear')).getByRole('button', { name: 'Model card' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Model card: note-linear' }));
  expect(await dialog.findByText(/^never: not enough examples were kept back/)).toBeTruthy();
});

it('shows a run as soon as its weights can be tried', async () => {
  models = [READER];
  show();
  await card('digit-reader');
  models = [READER, { ...OWN, live: true }];
  act(() => dispatch({ type: 'live', run: 'r1', step: 3 }));
  const live = within(await screen.findByRole('region', { name: 'In training now' }));
  expect(live.getByRole('article', { name: 'calm-otter' })).toBeTruthy();
});
