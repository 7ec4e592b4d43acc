/** What the lesson asks of the network that reads the drawing. */
import { useMemo } from 'react';
import { explainDecision, type ExplainIn, type ExplanationOut, predict, type PredictionOut } from '@/api';
import type { Drawing } from '@/shared/drawn';
import { type Answer, useLatest } from '@/shared/useLatest';

/** Small, and with convolutions, whose maps Grad-CAM looks at. */
export const MODEL = 'zoo:lenet-5';

const PAUSE = 50; // milliseconds between two questions while one draws

type Strokes = NonNullable<ExplainIn['strokes']>;

export interface Reading extends Answer<PredictionOut> {
  /** It is about the drawing as it is now. */
  isNew: boolean;
}

/** Nothing is asked of an empty pad. */
export function useReading({ strokes, brush }: Drawing): Reading {
  const now = useMemo(() => JSON.stringify(strokes), [strokes]);
  const { answer, ...more } = useLatest(
    strokes.length > 0 ? { model: MODEL, strokes: strokes as Strokes, brush } : null,
    async (body, signal) => ({ read: await predict({ body, signal }), of: JSON.stringify(body.strokes) }),
    PAUSE,
  );
  return { ...more, answer: answer?.read ?? null, isNew: answer?.of === now };
}

/** Only ways that answer at once. `more`: another class than the best, and whether the network is asked with its weights shuffled. */
export function useExplanation(drawing: Drawing, method: string | null, more: Pick<ExplainIn, 'target' | 'shuffled'> = {}): Answer<ExplanationOut> {
  const { strokes, brush } = drawing;
  return useLatest(
    strokes.length > 0 && method !== null ? { method, strokes: strokes as Strokes, brush, ...more } : null,
    async (body, signal) => {
      const { explanation } = await explainDecision({ path: { id: MODEL }, body, signal });
      if (!explanation) throw new Error(`${body.method} does not answer at once: choose a quick way`);
      return explanation;
    },
    PAUSE,
  );
}
