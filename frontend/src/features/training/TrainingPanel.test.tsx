import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunDetail } from '@/api';
import { chooseLanguage } from '@/shared/language';
import { followRuns } from '@/shared/liveRun';
import type { ModelSpec, Recipe } from '@/shared/recipe';
import { dispatch } from '@/shared/stream';
import { useWorkbench } from '@/shared/workbench';
import { renderStudio } from '@/testing/render';
import { runOfDocument } from './useDocumentRun';
import { TrainingPanel } from './TrainingPanel';

const model: ModelSpec = { inputs: { image: [28, 28, 1] }, nodes: [{ name: 'dense', layer: 'dense', units: 10 }] };
const recipe: Recipe = {
  version: 1,
  model,
  training: { optimizer: { optimizer: 'sgd', lr: 0.3 }, batch_size: 100 },
};
const detail = (some: Partial<RunDetail> = {}): RunDetail => ({
  id: 'r1', name: 'calm-otter', recipe_name: '', title: '', dataset: 'mnist', document: 'd1', seed: 0, state: 'running',
  paused: false, attempt: 1, position: null, error: null, size: 0, has_model: false, created: '2026-01-01T00:00:00Z',
  started: null, ended: null, recipe: recipe as unknown as RunDetail['recipe'], wanted: {},
  task: 'classifier', sweep: null, rewound_from: null, begun_with: null,
  progress: { step: 12, steps: 100, epoch: 1, epochs: 5, seconds: 1, lr: 0.3 }, ...some,
});

/** The run on the server, and every request that changed something. */
let run: RunDetail | null;
let sent: [method: string, path: string, body: unknown][];
let leave: () => void;

beforeEach(() => {
  run = null;
  sent = [];
  leave = () => {};
  vi.stubGlobal('fetch', async (request: Request) => {
    const path = new URL(request.url).pathname.replace('/api/', '');
    if (request.method !== 'GET') {
      const body = (await request.json().catch(() => null)) as { paused?: boolean; recipe?: RunDetail['recipe'] } | null;
      sent.push([request.method, path, body]);
      if (path === 'runs') run = detail({ state: 'queued', paused: body?.paused ?? false, progress: { step: 0, epoch: 0, seconds: 0 }, recipe: body?.recipe ?? {} });
      return Response.json(run);
    }
    if (path === 'runs') return Response.json(run ? [{ ...run, sparkline: [] }] : []);
    if (path === 'catalogue') return Response.json({ tasks: [{ options: [] }], optimizers: [] });
    return Response.json(run);
  });
  useWorkbench.getState().openDocument({ id: 'd1', revision: 1, name: 'Mine', recipe, positions: {} });
});
afterEach(() => {
  leave();
  vi.unstubAllGlobals();
  useWorkbench.setState({ recipe: null, documentId: null, runId: null });
});

const describedBy = (element: Element) =>
  document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent?.trim();
const button = (name: string) => screen.getByRole('button', { name, hidden: true });
const status = () => screen.getByLabelText('Training status');

async function show() {
  const view = renderStudio(<TrainingPanel />);
  leave = followRuns(view.client);
  await waitFor(() => expect(view.client.isFetching()).toBe(0));
  return view;
}

/** The run changes, and the stream tells of it. */
function become(some: Partial<RunDetail>) {
  run = detail(some);
  act(() => dispatch({ type: 'run', run: { ...detail(some), sparkline: [] } }));
}

it('trains what is on the canvas, and says how the run stands', async () => {
  await show();
  expect(status().textContent).toContain('not trained yet');
  await userEvent.click(button('Train'));
  expect(sent[0]).toEqual(['POST', 'runs', { recipe: { ...recipe, title: 'Mine' }, document: 'd1', paused: false }]);
  await waitFor(() => expect(status().textContent).toContain('queued, step 0'));
  become({});
  await waitFor(() => expect(status().textContent).toContain('running, step 12'));
  await userEvent.click(button('Pause'));
  expect(sent.at(-1)).toEqual(['POST', 'runs/r1/commands', { do: 'pause' }]);
  become({ paused: true });
  await waitFor(() => expect(button('Resume')).toBeDefined());
});

it('says what is wrong with a recipe that the server refuses, until it is edited', async () => {
  await show();
  const problem = { code: 'rank', message: 'dense needs flat input', node: 'dense', facts: {}, severity: 'error' };
  vi.stubGlobal('fetch', async () => Response.json({ problems: [problem] }, { status: 422 }));
  await userEvent.click(button('Train'));
  expect(await screen.findByText('dense needs flat input')).toBeDefined();
  act(() => useWorkbench.getState().edit({ ...recipe, title: 'Other' }));
  expect(screen.queryByText('dense needs flat input')).toBeNull();
});

it('finds the run of the document again', async () => {
  run = detail({ state: 'succeeded' });
  await show();
  await waitFor(() => expect(status().textContent).toContain('succeeded, step 12'));
});

it('begins a run that waits and lets it take one step', async () => {
  await show();
  await userEvent.click(button('Step'));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[0]?.[2]).toMatchObject({ paused: true });
  expect(sent[1]).toEqual(['POST', 'runs/r1/commands', { do: 'step' }]);
});

it('says why a button cannot be used, and does nothing then', async () => {
  await show();
  const stop = button('Stop');
  expect(stop.getAttribute('aria-disabled')).toBe('true');
  expect(describedBy(stop)).toBe('Nothing is being trained');
  await userEvent.click(stop);
  expect(sent).toEqual([]);
});

it('puts another seed into the recipe, which can be undone', async () => {
  await show();
  await userEvent.click(button('New weights'));
  expect(useWorkbench.getState().recipe?.training?.seed).toEqual(expect.any(Number));
  useWorkbench.temporal.getState().undo();
  expect(useWorkbench.getState().recipe).toEqual(recipe);
});

it('tells that the network has changed, and trains the new one in place of the old', async () => {
  run = detail({ paused: true });
  await show();
  await waitFor(() => expect(button('Resume')).toBeDefined());
  const wider = { ...recipe, model: { ...model, nodes: [{ name: 'dense', layer: 'dense', units: 20 }] } };
  act(() => useWorkbench.getState().edit(wider));
  expect(screen.getByText(/network has changed since this run/)).toBeDefined();
  await userEvent.click(button('Train'));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[0]?.[2]).toMatchObject({ recipe: { model: wider.model } });
  expect(sent[1]).toEqual(['POST', 'runs/r1/commands', { do: 'stop' }]);
});

it('changes the learning rate of the recipe and of the run that goes on', async () => {
  run = detail();
  await show();
  const field = await screen.findByLabelText('Learning rate');
  await userEvent.clear(field);
  await userEvent.type(field, '0,05{Enter}');
  expect(sent).toEqual([['POST', 'runs/r1/commands', { do: 'learning_rate', lr: 0.05 }]]);
  expect(useWorkbench.getState().recipe?.training?.optimizer).toEqual({ optimizer: 'sgd', lr: 0.05 });
});

describe('a run that failed', () => {
  const error = { code: 'diverged', message: 'nan', node: 'dense', facts: { lr: 0.3 }, remedies: ['retry-lower-rate', 'smaller-batch', 'edit'] };

  it('says so in words, and goes back with a lower rate', async () => {
    run = detail({ state: 'failed', error: error as RunDetail['error'] });
    await show();
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The loss stopped being a number, first in dense');
    await userEvent.click(within(alert).getByText('Go back and lower the learning rate to 0.1'));
    expect(sent).toEqual([['POST', 'runs/r1/commands', { do: 'retry', lr: 0.1 }]]);
  });

  it('leads to the snapshots of a run that trains a generator', async () => {
    run = detail({ state: 'failed', task: 'gan', error: error as RunDetail['error'], progress: { ...detail().progress, frame_step: 400 } });
    await show();
    const link = within(await screen.findByRole('alert')).getByRole('link', { name: 'Choose an earlier step in its timeline' });
    expect(link.getAttribute('href')).toBe('/generate?run=r1&view=timeline');
  });

  it('says in the language of the page what kept it from beginning', async () => {
    const few = { code: 'drawings-too-few', message: 'your drawings are too few', node: null, facts: {}, remedies: ['edit'] };
    run = detail({ state: 'failed', error: few as RunDetail['error'] });
    await chooseLanguage('ru');
    await show();
    expect((await screen.findByRole('alert')).textContent).toContain('Рисунков мало');
  });

  it('shows the node, and trains anew with half the batch', async () => {
    run = detail({ state: 'failed', error: error as RunDetail['error'] });
    await show();
    const alert = await screen.findByRole('alert');
    await userEvent.click(within(alert).getByText('Show dense'));
    expect(useWorkbench.getState().selection).toEqual(['dense']);
    await userEvent.click(within(alert).getByText('Train anew with 50 examples per batch'));
    expect(sent[0]?.[2]).toMatchObject({ recipe: { training: { batch_size: 50 } } });
  });
});

describe('the keyboard', () => {
  it('trains and pauses with the space bar, and never while one types', async () => {
    run = detail();
    await show();
    await waitFor(() => expect(button('Pause')).toBeDefined());
    const field = screen.getByLabelText('Learning rate');
    await userEvent.type(field, ' ');
    expect(sent).toEqual([]);
    field.blur();
    await userEvent.keyboard(' ');
    expect(sent).toEqual([['POST', 'runs/r1/commands', { do: 'pause' }]]);
  });
});

it('watches the remembered run of a document, or else its latest', () => {
  const runs = [detail({ id: 'new', document: 'd1' }), detail({ id: 'old', document: 'd1' }), detail({ id: 'other', document: 'd2' })];
  const rows = runs.map((one) => ({ ...one, sparkline: [] }));
  expect(runOfDocument('d1', rows, null)).toBe('new');
  expect(runOfDocument('d1', rows, 'old')).toBe('old');
  expect(runOfDocument('d1', rows, 'gone')).toBe('new');
  expect(runOfDocument('d3', rows, null)).toBeNull();
});
