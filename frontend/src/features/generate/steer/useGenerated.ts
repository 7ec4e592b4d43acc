/** The pictures that the controls ask for: one request at a time, the last answer stays until the next one is there. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { generate } from '@/api';
import { useConnection } from '@/shared/connection';
import { type Asker, latestWins } from '@/shared/latest';
import { useStreamMessage } from '@/shared/stream';
import { bytesOf } from '@/shared/ui';
import type { GeneratedOut } from '@/api';
import type { Sheet } from './sheet';

const PAUSE = 33; // milliseconds between two questions while a slider moves
const REST = 250; // … after the newest pictures are there, until the judge is asked too: it takes longer than the drawing
const LIVE_PAUSE = 1_000; // … and while only the model changes

export interface Made extends Omit<GeneratedOut, 'pictures'> {
  model: string;
  /** What was asked for. */
  sheet: Sheet;
  pictures: Uint8Array[];
}

export function useGenerated(model: string, sheet: Sheet) {
  const [made, setMade] = useState<Made | null>(null);
  const [error, setError] = useState<unknown>(null);
  /** One draws as quickly as it can; the other lets the judge look too, and is dropped when something else is wanted. */
  const askers = useRef<{ quick: Asker<Sheet>; judged: Asker<Sheet> } | null>(null);
  const newest = useRef(sheet);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const again = useCallback(() => askers.current?.judged.ask(newest.current), []);

  useEffect(() => {
    const asker = (read: boolean) =>
      latestWins<Sheet, Made>({
        request: async (wanted, signal) => {
          const samples = [...wanted.samples, ...(wanted.large ? [wanted.large] : [])];
          const answer = await generate({ body: { model, samples, read }, signal });
          return { ...answer, model, sheet: wanted, pictures: answer.pictures.map(bytesOf) };
        },
        answered: (answer) => {
          setMade(answer);
          setError(null);
          // only then, so that what was read is never followed by the same pictures unread
          if (!read && answer.sheet === newest.current) rest.current = setTimeout(again, REST);
        },
        failed: setError,
        pause: PAUSE,
      });
    const both = { quick: asker(false), judged: asker(true) };
    askers.current = both;
    const leave = useConnection.subscribe(({ reachable }, before) => {
      if (reachable && !before.reachable) again();
    });
    return () => {
      leave();
      clearTimeout(rest.current);
      both.quick.stop();
      both.judged.stop();
    };
  }, [model, again]);

  // after the askers of the model were made
  useEffect(() => {
    newest.current = sheet;
    clearTimeout(rest.current);
    askers.current?.judged.stop();
    if (sheet.samples.length > 0) askers.current?.quick.ask(sheet);
  }, [model, sheet]);

  const looked = useRef(0);
  useStreamMessage('live', ({ run }) => {
    if (`run:${run}` !== model || Date.now() - looked.current < LIVE_PAUSE) return;
    looked.current = Date.now();
    again();
  });

  return { made, error, again };
}
