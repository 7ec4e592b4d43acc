import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { GenerateIn, ModelOut } from '@/api';
import { renderStudio } from '@/testing/render';
import { GenerateView } from '../GenerateView';
import { FIRST } from './steering';
import { useSteering } from './useSteering';

const WRITER: ModelOut = {
  id: 'zoo:digit-writer', origin: 'zoo', name: 'digit-writer', description: '', live: false, recipe_name: 'cgan', dataset: 'mnist',
  seed: 0, parameters: 100, test_accuracy: null, validation_accuracy: null, agreement: 0.99, seconds: 1, size: 1, created: null,
  class_names: [...'0123456789'], kind: 'generator', conditional: true, writes: false, input_shape: [8], output_shape: [2, 2, 1], hash: null,
};
const READER: ModelOut = { ...WRITER, id: 'zoo:digit-reader', name: 'digit-reader', kind: 'classifier', conditional: false };

let models: ModelOut[];
let asked: GenerateIn[];
/** What answers; a test may hold it back. */
let answer: () => Promise<void>;

beforeEach(() => {
  models = [READER, WRITER];
  asked = [];
  answer = () => Promise.resolve();
  useSteering.setState(FIRST);
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname } = new URL(request.url);
    const json = (body: unknown) => new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } });
    if (pathname === '/api/models') return json(models);
    if (pathname.endsWith('/directions')) return json([{ share: 0.4 }, { share: 0.1 }]);
    if (pathname !== '/api/generate') return json([]);
    const body = (await request.json()) as GenerateIn;
    asked.push(body);
    await answer();
    const { samples } = body;
    return json({
      model: body.model, height: 2, width: 2, channels: 1, milliseconds: 5, step: null, points: null,
      pictures: samples.map(() => btoa('\0\0\0\0')),
      realness: samples.map(() => 0.6),
      readings: body.read ? samples.map(({ label }) => ({ label: label === 4 ? '9' : String(label), sure: 0.9 })) : null,
    });
  });
});

const noRun = { controls: () => null, readings: () => null, trouble: () => null };
const show = (at = '/generate') => renderStudio(<GenerateView parts={noRun} />, { at });
const cells = async () => within(await screen.findByRole('list', { name: 'Generated pictures' })).getAllByRole('button');

it('draws with the bundled generator at once, and lets the judge read when the hand rests', async () => {
  show();
  expect(await cells()).toHaveLength(50);
  expect(asked[0]).toMatchObject({ model: 'zoo:digit-writer', read: false });
  await waitFor(() => expect(screen.getAllByRole('button', { name: '4, but read as 9, 60 % real' })).toHaveLength(5));
  expect(asked.at(-1)).toMatchObject({ read: true });
});

it('keeps the pictures that are there until the next ones come', async () => {
  show();
  await cells();
  let let_go = () => {};
  answer = () => new Promise((resolve) => (let_go = resolve));
  await userEvent.click(screen.getByRole('button', { name: 'Draw 7' }));
  await waitFor(() => expect(asked.at(-1)?.samples[0]?.label).toBe(7));
  expect((await cells())[0]?.getAttribute('aria-label')).toMatch(/^0,/);
  answer = () => Promise.resolve();
  let_go();
  await waitFor(async () => expect((await cells())[0]?.getAttribute('aria-label')).toMatch(/^7,/));
});

it('goes through the sheet by the arrow keys', async () => {
  show();
  (await cells())[0]?.focus();
  await userEvent.keyboard('{ArrowDown}{ArrowRight}{ArrowUp}');
  expect(document.activeElement).toBe((await cells())[1]);
  expect(within(screen.getByRole('region', { name: 'This picture' })).getByText('noise 1')).toBeDefined();
});

it('begins with what the address says', async () => {
  show('/generate?show=number&text=42&seed=7');
  expect(await screen.findByRole('list', { name: '42 in one hand, noise 7' })).toBeDefined();
  await waitFor(() => expect(asked.at(-1)?.samples.slice(0, 2)).toEqual([{ seed: 7, label: 4 }, { seed: 7, label: 2 }]));
});

it('invites to train the first generator where there is none', async () => {
  models = [READER];
  const { router } = show();
  await userEvent.click(await screen.findByRole('button', { name: /Train your first one/ }));
  expect(router.state.location.search).toBe('?view=train');
});

it('says that a generator is gone, and offers the others', async () => {
  show('/generate?model=run:gone');
  expect(await screen.findByText('This generator is gone')).toBeDefined();
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Generator' }), 'digit-writer');
  expect(await cells()).toHaveLength(50);
});
