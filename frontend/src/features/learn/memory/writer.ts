/** Lets the letter writer write some letters at a time, so that one sees it write. */
import { useEffect, useRef, useState } from 'react';
import { write } from '@/api';
import { MODEL } from './overTime';

const LENGTH = 200;
const AT_ONCE = 20;

/** Temperatures at which, and beyond which, it counts as cold and as hot. */
export const COLD = 0.2;
export const HOT = 1.2;

export interface Written {
  temperature: number;
  begin: string;
  text: string;
  sure: readonly number[];
}

/** The newest passage first; the last one of each temperature is kept. */
export function kept(passages: readonly Written[], newest: Written): Written[] {
  return [newest, ...passages.filter(({ temperature }) => temperature !== newest.temperature)];
}

/** Whether it has written to its end both cold and hot. */
export function bothWritten(passages: readonly Written[]): boolean {
  const done = passages.filter(({ text }) => text.length >= LENGTH);
  return done.some(({ temperature }) => temperature <= COLD) && done.some(({ temperature }) => temperature >= HOT);
}

export function mean(shares: readonly number[]): number {
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** `done` is called when it has written both cold and hot. */
export function useWriter(done: () => void) {
  const [passages, setPassages] = useState<readonly Written[]>([]);
  const [writing, setWriting] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const pen = useRef({ stop: new AbortController(), seed: 0 });
  useEffect(() => {
    const held = pen.current;
    held.stop = new AbortController();
    return () => held.stop.abort();
  }, []);
  const both = bothWritten(passages);
  useEffect(() => {
    if (both) done();
  }, [both, done]);

  const goOn = async (begin: string, temperature: number, signal: AbortSignal) => {
    let passage: Written = { temperature, begin, text: '', sure: [] };
    while (passage.text.length < LENGTH) {
      const body = { begin: begin + passage.text, length: AT_ONCE, temperature, seed: pen.current.seed++ };
      const more = await write({ path: { id: MODEL }, body, signal });
      passage = { ...passage, text: passage.text + more.text, sure: [...passage.sure, ...more.sure] };
      const newest = passage;
      setPassages((before) => kept(before, newest));
    }
  };
  return {
    passages,
    writing,
    error,
    write: (begin: string, temperature: number) => {
      const { signal } = pen.current.stop;
      setWriting(true);
      setError(null);
      goOn(begin, temperature, signal)
        .catch((problem: unknown) => !signal.aborted && setError(problem))
        .finally(() => !signal.aborted && setWriting(false));
    },
  };
}
