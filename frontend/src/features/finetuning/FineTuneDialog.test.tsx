import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { FineTuningOut } from '@/api';
import '@/shared/ui/modal'; // fetched before, so that no test waits for it
import { renderStudio } from '@/testing/render';
import { FineTuneButton } from './FineTuneButton';
import './FineTuneDialog';
import { specOf } from './tuning';

const SET = { kind: 'pictures', state: 'ready', label: '', summary: '', shape: [28, 28, 1] };
const SETS = [{ ...SET, name: 'mnist' }, { ...SET, name: 'own:0123456789abcdef', label: 'Shells' }, { ...SET, name: 'moons', kind: 'points' }];
const PLAN: FineTuningOut = {
  recipe: { version: 1 }, head: 'head', new_head: true, class_names: ['cone', 'cowrie'], layers: ['conv_1', 'conv_2'],
  weights: [
    { name: 'conv_1.W', shape: [5, 5, 1, 24], theirs: [5, 5, 1, 24], taken: true, frozen: false },
    { name: 'head.W', shape: [96, 2], theirs: null, taken: false, frozen: false },
    { name: 'dense.W', shape: null, theirs: [96, 10], taken: false, frozen: false },
  ],
};
const sent: { address: string; body: Record<string, unknown> }[] = [];

beforeEach(() => {
  sent.length = 0;
  vi.stubGlobal('fetch', async (request: Request) => {
    const address = decodeURIComponent(new URL(request.url).pathname);
    const json = (body: unknown) => new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } });
    if (request.method === 'POST') {
      sent.push({ address, body: (await request.json()) as Record<string, unknown> });
      return json(address.endsWith('/runs') ? { id: 'r9', progress: {} } : PLAN);
    }
    return json(address.endsWith('/datasets') ? SETS : { id: 'zoo:digit-reader', dataset: 'mnist', input_shape: [28, 28, 1] });
  });
});

async function open() {
  const view = renderStudio(<FineTuneButton model="zoo:digit-reader" name="digit-reader" />);
  await userEvent.click(screen.getByRole('button', { name: 'Fine-tune' }));
  return { ...view, dialog: within(await screen.findByRole('dialog', { name: 'Fine-tune: digit-reader' })) };
}

it('offers other pictures than those the model knows, and says what becomes of each weight', async () => {
  const { dialog } = await open();
  const table = within(await dialog.findByRole('table'));
  expect(table.getAllByRole('row').map((row) => row.textContent)).toEqual([
    expect.stringContaining('Here'), expect.stringMatching(/conv_1.W✓ taken5 × 5 × 1 × 24/), expect.stringMatching(/head.W\+ new96 × 2–/), expect.stringMatching(/dense.W– not used–96 × 10/),
  ]);
  expect(dialog.getByText(/600 of 792 numbers are taken.*head, is new and learns: cone, cowrie/)).toBeTruthy();
  expect(sent[0]?.body.dataset).toEqual({ dataset: 'own', id: '0123456789abcdef' });
  expect(dialog.queryByRole('option', { name: /moons/i })).toBeNull();
});

it('asks anew when layers are frozen, and begins the run with the model', async () => {
  const { dialog, router } = await open();
  await dialog.findByRole('table');
  await userEvent.selectOptions(dialog.getByLabelText('What stays as it is'), 'Everything but the last layer');
  await waitFor(() => expect(sent.at(-1)?.body.freeze).toEqual(['conv_1', 'conv_2']));
  await userEvent.click(dialog.getByRole('button', { name: 'Begin fine-tuning' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/runs/r9'));
  expect(sent.at(-1)).toEqual({ address: '/api/runs', body: expect.objectContaining({ recipe: PLAN.recipe, begin_with: 'zoo:digit-reader' }) });
});

it('names data of one\'s own as a recipe does', () => {
  expect([specOf('mnist'), specOf('own:00ff')]).toEqual([{ dataset: 'mnist' }, { dataset: 'own', id: '00ff' }]);
});
