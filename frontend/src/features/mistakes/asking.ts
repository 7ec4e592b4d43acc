/** Questions about a model's mistakes, and about one picture of them. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { explainDecision, findNeighbours, listMistakes, type MistakesOut, type SampleRow } from '@/api';
import { type Asked, isOpen, useJob } from '@/shared/job';
import type { Examined } from '@/shared/mistakes';
import { useStreamMessage } from '@/shared/stream';
import type { Where } from './place';

export const QUICK = 'integrated_gradients';
const ASK_AGAIN = 1_000; // milliseconds
const NEAR = 8;

export interface Found {
  mistakes: MistakesOut | null;
  /** Whether `mistakes` are those that were asked for last. */
  fresh: boolean;
  error: unknown;
  again: () => void;
}

/** The matrix, and the first `count` pictures of the cell. */
export function useMistakes(model: string, { split, actual, predicted }: Pick<Where, 'actual' | 'predicted'> & { split: Examined }, count: number): Found {
  const cell = { ...(actual !== null && { actual }), ...(predicted !== null && { predicted }) };
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['mistakes', model, split, actual, predicted, count],
    queryFn: ({ signal }) => listMistakes({ path: { id: model }, query: { split, count, ...cell }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
    // the model reads its examples first; the stream tells when it has, and asking now and then makes up for a lost word
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? ASK_AGAIN : false),
  });
  useStreamMessage('job', ({ job, state }) => {
    if (job === data?.job && state === 'ready') void refetch();
  });
  return { mistakes: data?.mistakes ?? null, fresh: !isPlaceholderData && Boolean(data?.mistakes), error, again: () => void refetch() };
}

/** What the answer to a picture rests on, by a quick way of asking. */
export function useWhy(model: string, sample: SampleRow): Asked {
  const key = ['why', model, QUICK, sample.split, sample.row];
  return useJob(key, (signal) => explainDecision({ path: { id: model }, body: { sample, method: QUICK }, signal }));
}

/** The training pictures that the model sees most like it. */
export function useNear(model: string, sample: SampleRow): Asked {
  const key = ['near', model, NEAR, sample.split, sample.row];
  return useJob(key, (signal) => findNeighbours({ path: { id: model }, body: { sample, count: NEAR }, signal }));
}
