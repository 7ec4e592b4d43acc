/** Which characters may follow what stands there: asked while one types, and anew while the model learns. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { write, type WrittenOut } from '@/api';
import { useConnection } from '@/shared/connection';
import { type Asker, latestWins } from '@/shared/latest';
import { useStreamMessage } from '@/shared/stream';
import { endOf, useWriting } from './writingStore';

const PAUSE = 100; // milliseconds between two questions while one types
const LIVE_PAUSE = 500; // … and while only the model changes

export interface Next {
  answer: WrittenOut | null;
  error: unknown;
  askAgain: () => void;
}

export function useNext(model: string | null): Next {
  const [{ answer, error }, setNext] = useState<Omit<Next, 'askAgain'>>({ answer: null, error: null });
  const asker = useRef<Asker<string> | null>(null);
  const calm = useRef<Asker<string> | null>(null);

  const askAgain = useCallback(() => asker.current?.ask(endOf(useWriting.getState())), []);

  useEffect(() => {
    if (model === null) return;
    const ways = (pause: number) => ({
      request: async (begin: string, signal: AbortSignal) =>
        write({ path: { id: model }, body: { begin, length: 0, temperature: 1, seed: 0 }, signal }),
      answered: (newest: WrittenOut) => setNext({ answer: newest, error: null }),
      failed: (problem: unknown) => setNext((before) => ({ ...before, error: problem })),
      pause,
    });
    const typing = latestWins(ways(PAUSE));
    const learning = latestWins(ways(LIVE_PAUSE));
    asker.current = typing;
    calm.current = learning;
    const leaveWriting = useWriting.subscribe((now, before) => {
      if (endOf(now) !== endOf(before)) typing.ask(endOf(now));
    });
    const leaveConnection = useConnection.subscribe(({ reachable }, before) => {
      if (reachable && !before.reachable) askAgain();
    });
    askAgain();
    return () => {
      leaveWriting();
      leaveConnection();
      typing.stop();
      learning.stop();
    };
  }, [model, askAgain]);

  useStreamMessage('live', ({ run }) => {
    if (`run:${run}` === model) calm.current?.ask(endOf(useWriting.getState()));
  });

  return { answer, error, askAgain };
}
