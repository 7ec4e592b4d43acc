/** Questions about a model that may take long: answered at once, or followed through the background to their end. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { cancelJob, getJob, type JobOut } from '@/api';
import { failureOf } from './problems';
import { useStreamMessage } from './stream';

const ASK_AGAIN = 1_000; // milliseconds

export const isOpen = ({ state }: Pick<JobOut, 'state'>) => state === 'waiting' || state === 'running';

export interface Asked {
  /** As far as it is known by now. */
  job: JobOut | undefined;
  /** Why there is no answer: what was refused, at once or in the background. */
  error: unknown;
  again: () => void;
  giveUp: () => void;
}

/** `ask` once for each `key`. What goes on when nobody waits for its answer any more is given up. */
export function useJob(key: readonly unknown[], ask: (signal: AbortSignal) => Promise<JobOut>, enabled = true): Asked {
  const client = useQueryClient();
  const queryKey = ['asked', ...key];
  const text = JSON.stringify(queryKey);
  const first = useQuery({ queryKey, queryFn: ({ signal }) => ask(signal), enabled, staleTime: Infinity, retry: false });
  const id = enabled && first.data && isOpen(first.data) ? first.data.job : null;
  // the stream tells how far it is, and asking now and then makes up for what was told before one listened
  const later = useQuery({
    queryKey: ['job', id],
    queryFn: ({ signal }) => getJob({ path: { id: id ?? '' }, signal }),
    enabled: id !== null,
    staleTime: Infinity,
    refetchInterval: ({ state }) => (state.error || (state.data && !isOpen(state.data)) ? false : ASK_AGAIN),
    retry: false,
  });
  const job = id === null ? (enabled ? first.data : undefined) : (later.data ?? first.data);
  useStreamMessage('job', ({ type: _, ...told }) => {
    if (told.job !== id) return;
    if (told.state === 'ready' || told.state === 'failed') void later.refetch();
    else client.setQueryData<JobOut>(['job', id], (before) => ({ ...before, ...told }));
  });
  useEffect(() => {
    if (id === null) return undefined;
    return () => {
      const known = client.getQueryData<JobOut>(['job', id]);
      if (known && !isOpen(known)) return;
      client.removeQueries({ queryKey: JSON.parse(text) as unknown[] });
      cancelJob({ path: { id } }).catch(() => undefined); // it may have ended just now
    };
  }, [client, id, text]);
  return {
    job,
    error: first.error ?? later.error ?? failureOf(job),
    again: () => void first.refetch(),
    giveUp: () => {
      if (id !== null) void cancelJob({ path: { id } }).then((told) => client.setQueryData(['job', id], told));
    },
  };
}
