import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Inspected } from '@/api';
import { noteAnswer } from '@/shared/connection';
import { shapeOf, useInspectionStore } from '@/shared/inspection';
import type { Recipe } from '@/shared/recipe';
import { useInspection } from './useInspection';

const recipe = (name: string): Recipe => ({ version: 1, name, model: { inputs: { image: [8] }, nodes: [] } });

/** Every question that was asked, to be answered when the test wants. */
const asked: { name: string; answer: (parameters: number, sizes?: number[]) => void; refuse: () => void; signal: AbortSignal }[] = [];

const COSTS = { parameters: 0, formula: '', flops: 0, bytes: 0 };

function answerOf(parameters: number, sizes: number[] = []): Inspected {
  const nodes = sizes.map((size, place) => nodeOf(`n${place}`, size));
  return { inputs: { image: [8] }, nodes, outputs: {}, parameters, flops: 0, problems: [], ready: true };
}

function nodeOf(name: string, size: number): Inspected['nodes'][number] {
  return { name, layer: 'dense', inputs: [], shape: [size], ...COSTS, state: 'ok', network: 'model' };
}

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  useInspectionStore.setState({ answer: null, about: null, trouble: [] });
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
    const request = input as Request;
    const body = (await request.json()) as { recipe: Recipe };
    return new Promise<Response>((resolve) => {
      asked.push({
        name: body.recipe.name ?? '',
        signal: request.signal,
        answer: (...told) => resolve(Response.json(answerOf(...told))),
        refuse: () => resolve(Response.json({ problems: [{ code: 'busy', message: 'The studio is busy.' }] }, { status: 503 })),
      });
    });
  });
});
afterEach(() => vi.useRealTimers());

const parameters = () => useInspectionStore.getState().answer?.parameters;
const wait = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

it('asks once for what changes at one moment, and without delay', async () => {
  const { rerender } = renderHook(({ open }) => useInspection(open), { initialProps: { open: recipe('1') } });
  await wait(2);
  rerender({ open: recipe('2') });
  await wait(10);
  expect(asked.map(({ name }) => name)).toEqual(['2']);
});

it('shows the answer to the latest question, even if an earlier one is answered later', async () => {
  const { rerender } = renderHook(({ open }) => useInspection(open), { initialProps: { open: recipe('1') } });
  await wait(60);
  rerender({ open: recipe('2') });
  await wait(60);
  asked[1]?.answer(2);
  await wait(0);
  asked[0]?.answer(1);
  await wait(0);
  expect(parameters()).toBe(2);
  expect(asked[0]?.signal.aborted).toBe(true);
});

it('keeps the last answer until the next one is there, and when there is none', async () => {
  const { rerender } = renderHook(({ open }) => useInspection(open), { initialProps: { open: recipe('1') } });
  await wait(60);
  asked[0]?.answer(7);
  await wait(0);
  rerender({ open: recipe('2') });
  await wait(60);
  expect(parameters()).toBe(7);
  asked[1]?.refuse();
  await wait(0);
  expect(parameters()).toBe(7);
  expect(useInspectionStore.getState().trouble[0]?.code).toBe('busy');
});

it('asks again when a server that was gone is back', async () => {
  renderHook(({ open }) => useInspection(open), { initialProps: { open: recipe('1') } });
  await wait(60);
  asked[0]?.refuse(); // 503
  await wait(60);
  expect(asked).toHaveLength(1);
  act(() => noteAnswer(200));
  await wait(60);
  expect(asked.map(({ name }) => name)).toEqual(['1', '1']);
});

it('keeps the objects of the nodes of which the next answer says the same', async () => {
  const { rerender } = renderHook(({ open }) => useInspection(open), { initialProps: { open: recipe('1') } });
  await wait(60);
  asked[0]?.answer(7, [10, 20]);
  await wait(0);
  const before = useInspectionStore.getState().answer?.nodes;
  rerender({ open: recipe('2') });
  await wait(60);
  asked[1]?.answer(7, [10, 21]);
  await wait(0);
  const after = useInspectionStore.getState().answer?.nodes;
  expect(after?.map((node, place) => node === before?.[place])).toEqual([true, false]);
});

it('finds the shapes of inputs and nodes', () => {
  const answer = { ...answerOf(0), nodes: [nodeOf('a', 10)] };
  expect(shapeOf(answer, 'image')).toEqual([8]);
  expect(shapeOf(answer, 'a')).toEqual([10]);
  expect(shapeOf(answer, 'toString')).toBeNull();
});
