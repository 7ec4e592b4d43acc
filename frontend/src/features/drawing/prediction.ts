/** What the chosen model reads in the drawing: asked while the pen moves, and anew while the model learns. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { predict, type PredictionOut } from '@/api';
import { useConnection } from '@/shared/connection';
import { type Asker, latestWins } from '@/shared/latest';
import { useStreamMessage } from '@/shared/stream';
import { useDrawing } from './drawingStore';
import type { Stroke } from './strokes';

const PAUSE = 33; // milliseconds between two questions while the pen moves
const LIVE_PAUSE = 500; // … and while only the model changes

export interface Reading {
  /** The newest answer; it may still be the last model's. Null for an empty pad. */
  answer: PredictionOut | null;
  error: unknown;
  askAgain: () => void;
}

type Question = Pick<ReturnType<typeof useDrawing.getState>, 'strokes' | 'brush'>;

export function usePrediction(model: string): Reading {
  const [{ answer, error }, setReading] = useState<Omit<Reading, 'askAgain'>>({ answer: null, error: null });
  const asker = useRef<Asker<Question> | null>(null);
  const calm = useRef<Asker<null> | null>(null);

  const askAgain = useCallback(() => {
    const { strokes, brush } = useDrawing.getState();
    if (strokes.length > 0) asker.current?.ask({ strokes, brush });
  }, []);

  useEffect(() => {
    const pen = latestWins<Question, PredictionOut>({
      request: ({ strokes, brush }, signal) => predict({ body: { model, brush, strokes: strokes as Stroke[] }, signal }),
      answered: (newest) => setReading({ answer: newest, error: null }),
      failed: (problem) => setReading((before) => ({ ...before, error: problem })),
      pause: PAUSE,
    });
    const learning = latestWins<null, null>({
      request: async () => {
        askAgain();
        return null;
      },
      answered: () => {},
      failed: () => {},
      pause: LIVE_PAUSE,
    });
    asker.current = pen;
    calm.current = learning;
    const leaveDrawing = useDrawing.subscribe(({ strokes, brush }, before) => {
      if (strokes === before.strokes && brush === before.brush) return;
      if (strokes.length > 0) {
        pen.ask({ strokes, brush });
      } else {
        pen.stop();
        setReading({ answer: null, error: null });
      }
    });
    const leaveConnection = useConnection.subscribe(({ reachable }, before) => {
      if (reachable && !before.reachable) askAgain();
    });
    askAgain();
    return () => {
      leaveDrawing();
      leaveConnection();
      pen.stop();
      learning.stop();
    };
  }, [model, askAgain]);

  useStreamMessage('live', ({ run }) => {
    if (`run:${run}` === model) calm.current?.ask(null);
  });

  return { answer, error, askAgain };
}
