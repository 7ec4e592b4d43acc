import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { History, RunDetail, RunRow } from '@/api';
import { listRunsQueryKey } from '@/api/@tanstack/react-query.gen';
import { useConnection } from './connection';
import { followRuns, useCourse, useLive, useRun, useRuns } from './liveRun';
import type { RunEvent } from './messages';
import { dispatch } from './stream';
import { useWorkbench } from './workbench';

const row = (id: string, some: Partial<RunRow> = {}): RunRow => ({
  id, name: id, task: 'classifier', recipe_name: 'first-network', title: 'First network', dataset: 'mnist', document: null, seed: 0, sweep: null, rewound_from: null, begun_with: null,
  state: 'running', paused: false, attempt: 1, position: null, progress: { step: 0, seconds: 0, epoch: 0 }, error: null,
  size: 0, has_model: false, created: '2026-01-01T00:00:00Z', started: null, ended: null, sparkline: [], recipe: {}, ...some,
});
const history: History = {
  last_event: 5,
  progress: {
    step: [10], epoch: [1], loss: [1], accuracy: [0.5], seconds: [1], lr: [0.1], images_per_second: [9],
    generator_loss: [null], discriminator_loss: [null], real_found: [null], fake_found: [null],
  },
  evaluated: { step: [], epoch: [], loss: [], accuracy: [], seconds: [], training_loss: [], training_accuracy: [], best: [] },
  judged: { step: [], epoch: [], seconds: [], agreement: [], classes_seen: [], spread: [], sure: [], quality: [], coverage: [], best: [] },
  alarm: [],
  confusion: null, confusion_of: null, confusion_epoch: null, class_names: [], log: [],
};
const progress = (id: number, step: number): RunEvent => ({
  id, event: 'progress', step, epoch: 1, loss: 0.5, accuracy: 0.8, seconds: 2, lr: 0.1, images_per_second: 100, remaining: 3,
});

/** What the server answers, by the end of the address; `asked` counts how often. */
let answers: Record<string, () => unknown>;
let asked: Record<string, number>;
let client: QueryClient;
let leave: () => void;

beforeEach(() => {
  asked = {};
  answers = {
    '/runs': () => [row('one'), row('two')],
    '/runs/one': () => ({ ...row('one'), wanted: {} }) satisfies RunDetail & Partial<RunRow>,
    '/runs/one/history': () => history,
    '/runs/one/live': () => ({ step: 1, filters: null, shape: [], samples: [] }),
  };
  vi.stubGlobal('fetch', async (request: Request) => {
    const path = new URL(request.url).pathname.replace('/api', '');
    asked[path] = (asked[path] ?? 0) + 1;
    return Response.json(await answers[path]?.());
  });
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  leave = followRuns(client);
});
afterEach(() => {
  leave();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  useConnection.setState({ stream: 'connecting' });
  useWorkbench.setState({ runId: null });
});

const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={client}>{children}</QueryClientProvider>
);

it('puts what the stream tells of a run into the list and onto its page', async () => {
  const { result } = renderHook(() => ({ runs: useRuns().data, run: useRun('one').data }), { wrapper });
  await waitFor(() => expect(result.current.run && result.current.runs).toBeDefined());
  act(() => dispatch({ type: 'run', run: row('one', { paused: true, name: 'wise-owl' }) }));
  await waitFor(() => expect(result.current.run).toMatchObject({ paused: true, name: 'wise-owl' }));
  expect(result.current.runs?.map((run) => run.name)).toEqual(['wise-owl', 'two']);
  act(() => dispatch({ type: 'events', run: 'one', events: [progress(6, 40)] }));
  await waitFor(() => expect(result.current.run?.progress).toMatchObject({ step: 40, images_per_second: 100 }));
  expect(asked['/runs/one']).toBe(1);
});

it('fetches the list anew for a run that it does not know', async () => {
  const { result } = renderHook(() => useRuns().data, { wrapper });
  await waitFor(() => expect(result.current).toHaveLength(2));
  answers['/runs'] = () => [row('three'), row('one'), row('two')];
  act(() => dispatch({ type: 'run', run: row('three') }));
  await waitFor(() => expect(result.current).toHaveLength(3));
});

it('forgets a run that was deleted, also on the workbench', async () => {
  useWorkbench.setState({ runId: 'one' });
  client.setQueryData(listRunsQueryKey(), [row('one'), row('two')]);
  dispatch({ type: 'deleted', run: 'one' });
  expect(client.getQueryData<RunRow[]>(listRunsQueryKey())?.map((run) => run.id)).toEqual(['two']);
  expect(useWorkbench.getState().runId).toBeNull();
});

it('loses no event that arrives while the history is being read', async () => {
  let answer: (history: History) => void = () => {};
  answers['/runs/one/history'] = () => new Promise<History>((resolve) => (answer = resolve));
  const { result } = renderHook(() => useCourse('one').data, { wrapper });
  await waitFor(() => expect(asked['/runs/one/history']).toBe(1));
  dispatch({ type: 'events', run: 'one', events: [progress(5, 10), progress(6, 20)] });
  answer(history);
  await waitFor(() => expect(result.current?.progress.map((point) => point.step)).toEqual([10, 20]));
});

it('reads everything again when the connection is back', async () => {
  const { result } = renderHook(() => useCourse('one').data, { wrapper });
  await waitFor(() => expect(result.current).toBeDefined());
  act(() => useConnection.setState({ stream: 'connected' }));
  await waitFor(() => expect(asked['/runs/one/history']).toBe(2));
  act(() => dispatch({ type: 'refresh' }));
  await waitFor(() => expect(asked['/runs/one/history']).toBe(3));
});

it('looks at the network at most twice a second, and only while somebody sees it', async () => {
  const { rerender } = renderHook(({ looking }) => useLive('one', looking), { wrapper, initialProps: { looking: true } });
  await waitFor(() => expect(asked['/runs/one/live']).toBe(1));
  vi.useFakeTimers();
  const tell = async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      act(() => dispatch({ type: 'live', run: 'one', step: turn }));
      await act(() => vi.advanceTimersByTimeAsync(100));
    }
  };
  await tell();
  expect(asked['/runs/one/live']).toBeGreaterThan(1);
  expect(asked['/runs/one/live']).toBeLessThanOrEqual(4);
  const before = asked['/runs/one/live'];
  rerender({ looking: false });
  await tell();
  expect(asked['/runs/one/live']).toBe(before);
});
