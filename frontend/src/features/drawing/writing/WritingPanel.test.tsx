import { act, fireEvent, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { dispatch } from '@/shared/stream';
import { useWorkbench } from '@/shared/workbench';
import { renderStudio } from '@/testing/render';
import { WritingPanel } from './WritingPanel';
import { endOf, useWriting } from './writingStore';

const MODEL = {
  kind: 'classifier', writes: true, origin: 'run', description: '', live: false, recipe_name: 'x', dataset: 'alice', seed: 0, parameters: 1,
  test_accuracy: 0.5, validation_accuracy: null, seconds: 1, size: 1, created: null, class_names: [' ', 'a', 'b'], input_shape: [40], hash: null,
};
const WRITER = { ...MODEL, id: 'run:r1', name: 'calm-otter' };
const OTHER = { ...MODEL, id: 'run:r2', name: 'bold-heron' };
const READER = { ...MODEL, id: 'zoo:digit-reader', name: 'digit-reader', writes: false, input_shape: [28, 28, 1] };

let models: object[];
let refusal: string | undefined;
let step: number | null;
const asked: { model: string; begin: string; length: number; temperature: number; seed: number }[] = [];

beforeEach(() => {
  useWriting.setState({ begin: 'alice ', text: '', sure: [], temperature: 0.7, seed: 0 });
  useWorkbench.setState({ modelId: null, runId: null });
  models = [READER, WRITER, OTHER];
  refusal = undefined;
  step = null;
  asked.length = 0;
  vi.stubGlobal('fetch', async (request: Request) => {
    const json = (body: unknown, status = 200) =>
      new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
    const address = decodeURIComponent(new URL(request.url).pathname);
    if (address.endsWith('/models')) return json(models);
    const body = await request.json();
    const [, model = ''] = /models\/(.+)\/write/.exec(address) ?? [];
    asked.push({ model, ...body });
    if (refusal) return json({ problems: [{ code: 'unknown-character', message: refusal }] }, 422);
    const text = body.length === 0 ? '' : 'ab ';
    const next = [{ label: ' ', probability: 0.8 }, { label: 'a', probability: 0.15 }, { label: 'b', probability: 0.05 }];
    return json({ model, text, sure: [...text].map((_, place) => [0.9, 0.3, 0.04][place]), next, milliseconds: 3, step });
  });
});

const panel = () => within(screen.getByRole('region', { name: 'Writing' }));

it('says which characters may follow what one types, the likeliest first', async () => {
  renderStudio(<WritingPanel />);
  const list = await panel().findByRole('list', { name: 'What may come next, likeliest first' });
  expect(within(list).getAllByRole('listitem').map((row) => row.getAttribute('aria-label'))).toEqual(['space: 80.0 %', 'a: 15.0 %', 'b: 5.0 %']);
  expect(within(list).getByText('␣')).toBeTruthy();
  await userEvent.type(panel().getByRole('textbox', { name: 'Beginning' }), 'was');
  await vi.waitFor(() => expect(asked.at(-1)).toMatchObject({ model: 'run:r1', begin: 'alice was', length: 0 }));
});

it('goes on with what stands there, each time with another draw', async () => {
  renderStudio(<WritingPanel />);
  await panel().findByRole('list');
  await userEvent.click(panel().getByRole('button', { name: 'Write' }));
  const passage = await panel().findByRole('log', { name: 'What it wrote' });
  expect(passage.textContent).toBe('alice ab ');
  expect(asked.find(({ length }) => length > 0)).toMatchObject({ begin: 'alice ', length: 200, temperature: 0.7, seed: 0 });
  await userEvent.click(panel().getByRole('button', { name: 'Write' }));
  await vi.waitFor(() => expect(passage.textContent).toBe('alice ab ab '));
  expect(asked.filter(({ length }) => length > 0).at(-1)).toMatchObject({ begin: 'alice ab ', seed: 1 });
  await userEvent.click(panel().getByRole('button', { name: 'Start over' }));
  expect(panel().queryByRole('log')).toBeNull();
});

it('forgets what it wrote when the beginning changes', async () => {
  useWriting.setState({ text: 'ab', sure: [0.9, 0.9] });
  renderStudio(<WritingPanel />);
  await userEvent.type(panel().getByRole('textbox', { name: 'Beginning' }), 'x');
  expect(useWriting.getState()).toMatchObject({ begin: 'alice x', text: '', sure: [] });
});

it('draws with the temperature of the slider', async () => {
  renderStudio(<WritingPanel />);
  await panel().findByRole('list');
  fireEvent.change(panel().getByRole('slider', { name: 'Temperature' }), { target: { value: '1.2' } });
  await userEvent.click(panel().getByRole('button', { name: 'Write' }));
  await panel().findByRole('log');
  expect(asked.find(({ length }) => length > 0)?.temperature).toBe(1.2);
});

it('lets the run that is watched write, and asks again while it learns', async () => {
  models = [READER, WRITER, { ...OTHER, live: true }];
  useWorkbench.setState({ runId: 'r2' });
  step = 120;
  renderStudio(<WritingPanel />);
  expect(await panel().findByText(/After 120 steps of training/)).toBeTruthy();
  const before = asked.length;
  act(() => dispatch({ type: 'live', run: 'r2', step: 121 }));
  await vi.waitFor(() => expect(asked.length).toBe(before + 1));
  expect(asked.every(({ model }) => model === 'run:r2')).toBe(true);
});

it('offers only models that write, and asks the one that is chosen', async () => {
  renderStudio(<WritingPanel />);
  await panel().findByRole('option', { name: 'bold-heron' });
  expect(panel().queryByRole('option', { name: 'digit-reader' })).toBeNull();
  await userEvent.selectOptions(panel().getByRole('combobox', { name: 'Model' }), 'run:r2');
  await vi.waitFor(() => expect(asked.at(-1)?.model).toBe('run:r2'));
});

it('says what to do where no network writes yet', async () => {
  models = [READER];
  renderStudio(<WritingPanel />);
  expect(await panel().findByText('No network has learnt to write yet. Train this one: it writes from its first steps on.')).toBeTruthy();
  expect(panel().getByRole('button', { name: 'Write' })).toHaveProperty('disabled', true);
  expect(asked).toEqual([]);
});

it('says which character it has never read, and goes on when that is gone', async () => {
  refusal = '"é" does not occur in what the network has read: leave it out';
  useWriting.setState({ begin: 'é' });
  renderStudio(<WritingPanel />);
  await panel().findByText(refusal);
  refusal = undefined;
  await userEvent.type(panel().getByRole('textbox', { name: 'Beginning' }), '{Backspace}a');
  expect(await panel().findByRole('list')).toBeTruthy();
});

it('sends only the end of a long text', () => {
  expect(endOf({ begin: 'x'.repeat(5_000), text: 'end' })).toHaveLength(1_000);
  expect(endOf({ begin: 'x'.repeat(5_000), text: 'end' }).slice(-4)).toBe('xend');
});
