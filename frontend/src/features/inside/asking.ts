/** Questions about the inside of a model, of which only the newest is answered. */
import { useRef } from 'react';
import { type CellIn, type CellOut, type ExampleIn, explainCell, type InsideIn, type InsideOut, lookInside, type TriedOut, tryWeights } from '@/api';
import { useStreamMessage } from '@/shared/stream';
import { type Answer, useLatest } from '@/shared/useLatest';

const NODE_PAUSE = 33; // milliseconds between two looks while one walks through the layers or draws
const CELL_PAUSE = 50; // … between two cells: twenty a second
const LIVE_PAUSE = 1_000; // … while only the model changes, or more where an answer takes long
const LIVE_SHARE = 0.05; // of the time is spent on answering, which is taken from the training

/** One look at a model with one of its nodes in full; anew when a run in progress has learnt more. */
export function useLook(model: string, body: InsideIn | null): Answer<InsideOut> {
  const took = useRef(0);
  const look = useLatest(
    body && { model, body },
    async ({ model: id, body: asked }, signal) => {
      const began = Date.now();
      const answer = await lookInside({ path: { id }, body: asked, signal });
      took.current = Date.now() - began;
      return answer;
    },
    NODE_PAUSE,
  );
  const looked = useRef(0);
  useStreamMessage('live', ({ run }) => {
    if (`run:${run}` !== model || Date.now() - looked.current < Math.max(LIVE_PAUSE, took.current / LIVE_SHARE)) return;
    looked.current = Date.now();
    look.again();
  });
  useStreamMessage('deleted', ({ run }) => {
    if (`run:${run}` === model) look.again();
  });
  return look;
}

export function useCell(model: string, body: CellIn | null): Answer<CellOut> {
  return useLatest(
    body && { model, body },
    ({ model: id, body: asked }, signal) => explainCell({ path: { id }, body: asked, signal }),
    CELL_PAUSE,
  );
}

/** What the model says as it was trained, and with the changed weights. */
export function useTried(model: string, body: ExampleIn | null): Answer<TriedOut> {
  return useLatest(
    body && { model, body },
    ({ model: id, body: asked }, signal) => tryWeights({ path: { id }, body: asked, signal }),
    NODE_PAUSE,
  );
}
