/** A question that is asked anew whenever it becomes another one: one at a time, and of those that wait only the newest. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useConnection } from './connection';
import { type Asker, latestWins } from './latest';

export interface Answer<T> {
  /** The newest answer; it stays until the next one is there. */
  answer: T | null;
  error: unknown;
  again: () => void;
}

/** Asks at most once in `pause` milliseconds; two questions are the same when their JSON is. Null asks nothing. */
export function useLatest<Question, T>(
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
