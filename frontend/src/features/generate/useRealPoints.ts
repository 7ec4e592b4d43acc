import { useQuery } from '@tanstack/react-query';
import { getRealPointsOptions } from '@/api/@tanstack/react-query.gen';

const SOON = 1_000; // milliseconds; a run that has just begun has no weights yet

/** The points of the plane that a generator learns from. */
export function useRealPoints(model: string) {
  return useQuery({ ...getRealPointsOptions({ path: { id: model } }), staleTime: Infinity, retry: 3, retryDelay: SOON }).data;
}
