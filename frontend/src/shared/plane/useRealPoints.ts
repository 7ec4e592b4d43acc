import { useQuery } from '@tanstack/react-query';
import { getRealPointsOptions } from '@/api/@tanstack/react-query.gen';

/** The points of the plane that a generator learns from; `trained`: it has weights, without which it is no model yet. */
export function useRealPoints(model: string, trained: boolean) {
  return useQuery({ ...getRealPointsOptions({ path: { id: model } }), enabled: trained, staleTime: Infinity, retry: false }).data;
}
