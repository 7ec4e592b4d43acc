/** What the network of a run writes now after a beginning: asked anew, in peace, while it learns. */
import { useEffect, useRef, useState } from 'react';
import { write, type WrittenOut } from '@/api';
import { type Asker, latestWins } from '@/shared/latest';

const LENGTH = 120;
const TEMPERATURE = 0.5;
const PAUSE = 3_000; // milliseconds between two questions: writing takes from the time of training

/** `step` is the one that the network stands at. The last answer stays until there is a newer one. */
export function useWritten(run: string, begin: string, step: number): WrittenOut | null {
  const [written, setWritten] = useState<WrittenOut | null>(null);
  const asker = useRef<Asker<string> | null>(null);
  useEffect(() => {
    const made = latestWins<string, WrittenOut>({
      request: (start, signal) =>
        write({ path: { id: `run:${run}` }, body: { begin: start, length: LENGTH, temperature: TEMPERATURE, seed: 0 }, signal }),
      answered: setWritten,
      failed: () => undefined, // the samples beside it say more, and the next step asks again
      pause: PAUSE,
    });
    asker.current = made;
    return () => made.stop();
  }, [run]);
  useEffect(() => {
    if (begin !== '') asker.current?.ask(begin);
  }, [run, begin, step]);
  return written?.model === `run:${run}` ? written : null;
}
