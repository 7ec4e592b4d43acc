/** The open draft: brought to the workbench when a page is opened that works on it. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { listVersionsQueryKey } from '@/api/@tanstack/react-query.gen';
import { useWorkbench } from '@/shared/workbench';
import { openLast } from './opening';

export type Opening = { state: 'opening' } | { state: 'open' | 'none' } | { state: 'failed'; error: unknown; retry: () => void };

/** Open the last draft if nothing stands on the workbench. */
export function useDrafts(): Opening {
  const isOpen = useWorkbench((bench) => bench.recipe !== null);
  const [looked, setLooked] = useState<{ error?: unknown } | null>(null);
  const [tries, setTries] = useState(0);

  useEffect(() => {
    if (useWorkbench.getState().recipe) return;
    let current = true;
    openLast().then(
      () => current && setLooked({}),
      (error: unknown) => current && setLooked({ error }),
    );
    return () => {
      current = false;
    };
  }, [tries]);

  if (isOpen) return { state: 'open' };
  if (!looked) return { state: 'opening' };
  const retry = () => {
    setLooked(null);
    setTries(tries + 1);
  };
  return looked.error === undefined ? { state: 'none' } : { state: 'failed', error: looked.error, retry };
}

/** The list of versions of a draft has changed. */
export function useRefreshVersions(): (id: string) => void {
  const cache = useQueryClient();
  return (id) => void cache.invalidateQueries({ queryKey: listVersionsQueryKey({ path: { id } }) });
}
