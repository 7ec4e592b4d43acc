/** Runs that train a generator, and which of them is looked at. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { RunRow } from '@/api';
import { getTimelineOptions, getTimelineQueryKey } from '@/api/@tanstack/react-query.gen';
import { hasEnded, useRuns } from '@/shared/liveRun';
import { useStreamMessage } from '@/shared/stream';

export function useGeneratorRuns() {
  const { data, error, refetch } = useRuns();
  return { runs: data?.filter(isGenerator), error, retry: () => void refetch() };
}

export function isGenerator({ task }: Pick<RunRow, 'task'>): boolean {
  return task !== 'classifier';
}

/** What is looked at where the address names none: what goes on, else the latest. */
export function firstRun(runs: readonly RunRow[]): string | null {
  return (runs.find((run) => run.state === 'running') ?? runs.find((run) => !hasEnded(run)) ?? runs[0])?.id ?? null;
}

/** The frames of a run; read anew when it tells of another one. */
export function useTimeline(id: string | null) {
  const client = useQueryClient();
  useStreamMessage('events', ({ run, events }) => {
    if (run !== id || !events.some(({ event }) => event === 'frame' || event === 'evaluated')) return;
    const queryKey = getTimelineQueryKey({ path: { id: run } });
    void client.invalidateQueries({ queryKey }, { cancelRefetch: false });
  });
  return useQuery({ ...getTimelineOptions({ path: { id: id ?? '' } }), enabled: id !== null });
}

/** Where the picture of a frame is. */
export function frameAddress(run: string, { step, version }: { step: number; version: string | null }): string {
  return `/api/runs/${encodeURIComponent(run)}/timeline/${step}${version ? `?version=${encodeURIComponent(version)}` : ''}`;
}
