import { act, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { dispatch } from '@/shared/stream';
import { useWorkbench } from '@/shared/workbench';
import { renderStudio } from '@/testing/render';
import { useDrawing } from './drawingStore';
import { DrawingPad } from './DrawingPad';
import { PredictionPanel } from './PredictionPanel';

const MODEL = {
  kind: 'classifier', origin: 'zoo', description: '', live: false, recipe_name: 'x', dataset: 'mnist', seed: 0, parameters: 1,
  test_accuracy: 0.99, validation_accuracy: null, seconds: 1, size: 1, created: null, class_names: ['3', '7', '8'],
  input_shape: [28, 28, 1], hash: null,
};
const MODELS = [
  { ...MODEL, id: 'zoo:digit-reader', name: 'digit-reader' },
  { ...MODEL, id: 'run:r1', origin: 'run', live: true, name: 'calm-otter' },
];

const answer = (sevens: number, more = {}) => ({
  label: '7', sure: true, reason: null, picture: btoa('\0'.repeat(784)), height: 28, width: 28, milliseconds: 0.2, step: null,
  probabilities: [{ label: '7', probability: sevens }, { label: '3', probability: 1 - sevens }, { label: '8', probability: 0 }],
  ...more,
});

let reply: (question: { model: string }) => object;
const asked: { model: string; strokes: unknown[] }[] = [];

beforeEach(() => {
  useDrawing.setState(useDrawing.getInitialState(), true);
  useWorkbench.setState({ modelId: null, runId: null });
  asked.length = 0;
  reply = () => answer(0.982);
  vi.stubGlobal('fetch', async (request: Request) => {
    const json = (body: unknown, status = 200) =>
      new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
    if (request.url.endsWith('/models')) return json(MODELS);
    const question = await request.json();
    asked.push(question);
    const body = reply(question);
    return json('problems' in body ? body : { model: question.model, ...body }, 'problems' in body ? 422 : 200);
  });
});

const panel = () => within(screen.getByRole('region', { name: 'Prediction' }));
const draw = () =>
  act(() => {
    useDrawing.getState().begin([0.2, 0.2]);
    useDrawing.getState().move([[0.8, 0.2]]);
    useDrawing.getState().end();
  });

it('answers a stroke with the model that comes along, best first', async () => {
  renderStudio(<PredictionPanel />);
  expect(panel().queryAllByRole('listitem')).toEqual([]);
  draw();
  await panel().findByText('This is a 7');
  const rows = panel().getAllByRole('listitem').map((row) => row.getAttribute('aria-label'));
  expect(rows).toEqual(['7: 98.2 %', '3: 1.8 %', '8: 0.0 %']);
  expect(panel().getByRole('img', { name: 'Network input: 28 × 28 pixels, read as 7' })).toBeTruthy();
  const whole = { model: 'zoo:digit-reader', strokes: [[[0.2, 0.2], [0.8, 0.2]]], brush: 0.036 };
  await vi.waitFor(() => expect(asked.at(-1)).toEqual(whole));
});

it('says why it is not sure', async () => {
  reply = () => answer(0.52, { sure: false, reason: 'low' });
  renderStudio(<PredictionPanel />);
  draw();
  await panel().findByText('Not sure');
  expect(panel().getByText('Could be 7 or 3: both fit.')).toBeTruthy();
});

it('asks another model about the same drawing, the run in progress being the first to choose', async () => {
  renderStudio(<PredictionPanel />);
  draw();
  await panel().findByText('This is a 7');
  await panel().findByRole('option', { name: 'calm-otter' });
  expect(panel().getAllByRole('option').map((option) => option.textContent)).toEqual(['calm-otter', 'digit-reader']);
  reply = () => answer(0.6, { step: 1240 });
  await userEvent.selectOptions(panel().getByRole('combobox', { name: 'Model' }), 'run:r1');
  expect(await panel().findByText('After 1,240 steps of training')).toBeTruthy();
  expect(asked.at(-1)?.model).toBe('run:r1');
});

it('asks again while the run that is watched learns, and nothing while the pad is empty', async () => {
  useWorkbench.setState({ runId: 'r1' });
  renderStudio(<PredictionPanel />);
  await panel().findByRole('option', { name: 'calm-otter' });
  act(() => dispatch({ type: 'live', run: 'r1', step: 5 }));
  expect(asked).toEqual([]);
  draw();
  await panel().findByText('98.2 %');
  reply = () => answer(0.995);
  act(() => dispatch({ type: 'live', run: 'r1', step: 6 }));
  await panel().findByText('99.5 %', {}, { timeout: 2_000 });
  expect(asked.every(({ model }) => model === 'run:r1')).toBe(true);
});

it('shows in words what went wrong, and asks again on demand', async () => {
  reply = () => ({ problems: [{ code: 'gone', message: 'this model was deleted: choose another one' }] });
  renderStudio(<PredictionPanel />);
  draw();
  await panel().findByText('this model was deleted: choose another one');
  expect(panel().getByRole('heading', { name: 'No answer' })).toBeTruthy();
  reply = () => answer(0.982);
  await userEvent.click(panel().getByRole('button', { name: 'Try again' }));
  await panel().findByText('This is a 7');
});

it('is drawn with the keyboard alone, and cleared undoably', async () => {
  renderStudio(<DrawingPad />);
  const pad = within(screen.getByRole('region', { name: 'Drawing pad' }));
  pad.getByRole('application', { name: 'Drawing' }).focus();
  await userEvent.keyboard(' {ArrowRight}{ArrowRight}{ArrowDown} ');
  const [stroke] = useDrawing.getState().strokes;
  expect(stroke?.map(([x, y]) => [Math.round(28 * x), Math.round(28 * y)])).toEqual([[14, 14], [15, 14], [16, 14], [16, 15]]);
  await userEvent.click(pad.getByRole('button', { name: 'Clear drawing' }));
  expect(useDrawing.getState().strokes).toEqual([]);
  await userEvent.click(pad.getByRole('button', { name: 'Undo stroke' }));
  expect(useDrawing.getState().strokes).toHaveLength(1);
});
