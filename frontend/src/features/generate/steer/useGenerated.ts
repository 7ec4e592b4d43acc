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
const REST = 250; // … after the last change, until the judge is asked too: it takes longer than the drawing
const LIVE_PAUSE = 1_000; // … and while only the model changes

export interface Made extends Omit<GeneratedOut, 'pictures'> {
  model: string;
  /** What was asked for. */
  sheet: Sheet;
  pictures: Uint8Array[];
}

/** `read`: the judge looks at them, too. */
interface Question {
  sheet: Sheet;
  read: boolean;
}

export function useGenerated(model: string, sheet: Sheet) {
  const [made, setMade] = useState<Made | null>(null);
  const [error, setError] = useState<unknown>(null);
  const asker = useRef<Asker<Question> | null>(null);
  const newest = useRef(sheet);
  const again = useCallback(() => asker.current?.ask({ sheet: newest.current, read: true }), []);

  useEffect(() => {
    const pictures = latestWins<Question, Made>({
      request: async ({ sheet: wanted, read }, signal) => {
        const samples = [...wanted.samples, ...(wanted.large ? [wanted.large] : [])];
        const answer = await generate({ body: { model, samples, read }, signal });
        return { ...answer, model, sheet: wanted, pictures: (answer.pictures ?? []).map(bytesOf) };
      },
      answered: (answer) => {
        setMade(answer);
        setError(null);
      },
      failed: setError,
      pause: PAUSE,
    });
    asker.current = pictures;
    const leave = useConnection.subscribe(({ reachable }, before) => {
      if (reachable && !before.reachable) again();
    });
    return () => {
      leave();
      pictures.stop();
    };
  }, [model, again]);

  // after the asker of the model was made
  useEffect(() => {
    newest.current = sheet;
    if (sheet.samples.length === 0) return;
    asker.current?.ask({ sheet, read: false });
    const timer = setTimeout(again, REST);
    return () => clearTimeout(timer);
  }, [model, sheet, again]);

  const looked = useRef(0);
  useStreamMessage('live', ({ run }) => {
    if (`run:${run}` !== model || Date.now() - looked.current < LIVE_PAUSE) return;
    looked.current = Date.now();
    again();
  });

  return { made, error, again };
}
