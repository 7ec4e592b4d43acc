/** Questions about the inside of a model: a few at a time, and of those that wait only the newest. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { type CellIn, type CellOut, type ExampleIn, explainCell, type InsideIn, type InsideOut, lookInside, type TriedOut, tryWeights } from '@/api';
import { useConnection } from '@/shared/connection';
import { type Asker, latestWins } from '@/shared/latest';
import { useStreamMessage } from '@/shared/stream';

const NODE_PAUSE = 33; // milliseconds between two looks while one walks through the layers or draws
const CELL_PAUSE = 50; // … between two cells: twenty a second
const LIVE_PAUSE = 1_000; // … while only the model changes

export interface Answer<T> {
  /** The newest answer; it stays until the next one is there. */
  answer: T | null;
  error: unknown;
  again: () => void;
}

/** Asks anew whenever `question` is another one (told by its JSON); null asks nothing. */
function useLatest<Question, T>(
  question: Question | null,
  request: (question: Question, signal: AbortSignal) => Promise<T>,
  pause: number,
): Answer<T> {
  const [state, setState] = useState<{ answer: T | null; error: unknown }>({ answer: null, error: null });
  const asker = useRef<Asker<Question> | null>(null);
  const ways = useRef(request);
  const text = question === null ? null : JSON.stringify(question);
  const newest = useRef(text);
  const again = useCallback(() => {
    if (newest.current !== null) asker.current?.ask(JSON.parse(newest.current) as Question);
  }, []);

  useEffect(() => {
    ways.current = request;
  });
  useEffect(() => {
    const own = latestWins<Question, T>({
      request: (asked, signal) => ways.current(asked, signal),
      answered: (answer) => setState({ answer, error: null }),
      failed: (error) => setState((before) => ({ ...before, error })),
      pause,
    });
    asker.current = own;
    const leave = useConnection.subscribe(({ reachable }, before) => {
      if (reachable && !before.reachable) again();
    });
    return () => {
      leave();
      own.stop();
    };
  }, [pause, again]);
  useEffect(() => {
    newest.current = text;
    if (text === null) asker.current?.stop();
    again();
  }, [text, again]);

  return { ...state, answer: text === null ? null : state.answer, error: text === null ? null : state.error, again };
}

/** One look at a model with one of its nodes in full; anew when a run in progress has learnt more. */
export function useLook(model: string, body: InsideIn | null): Answer<InsideOut> {
  const look = useLatest(
    body && { model, body },
    ({ model: id, body: asked }, signal) => lookInside({ path: { id }, body: asked, signal }),
    NODE_PAUSE,
  );
  const looked = useRef(0);
  useStreamMessage('live', ({ run }) => {
    if (`run:${run}` !== model || Date.now() - looked.current < LIVE_PAUSE) return;
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
