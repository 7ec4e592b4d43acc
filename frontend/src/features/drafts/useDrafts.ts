/** The open draft: brought to the workbench when the page is opened, and saved from then on. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { listDocumentsQueryKey, listVersionsQueryKey } from '@/api/@tanstack/react-query.gen';
import { useWorkbench } from '@/shared/workbench';
import { openLast, rememberDraft } from './opening';
import { useSaving } from './saver';
import { saver } from './shelf';

export type Opening = { state: 'opening' } | { state: 'open' | 'none' } | { state: 'failed'; error: unknown; retry: () => void };

/** Save by itself, and open the last draft if nothing stands on the workbench. */
export function useDrafts(): Opening {
  useAutosave();
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

function useAutosave(): void {
  const cache = useQueryClient();
  const id = useWorkbench((bench) => bench.documentId);
  const at = useSaving(({ saving }) => (saving.state === 'saved' ? saving.at : null));

  useEffect(() => {
    const stop = saver.start();
    const depart = () => saver.depart();
    const again = () => void saver.flush().catch(() => undefined);
    window.addEventListener('pagehide', depart);
    window.addEventListener('online', again);
    window.addEventListener('beforeunload', warnOfLoss);
    return () => {
      stop();
      window.removeEventListener('pagehide', depart);
      window.removeEventListener('online', again);
      window.removeEventListener('beforeunload', warnOfLoss);
    };
  }, []);

  useEffect(() => {
    if (id) rememberDraft(id);
  }, [id]);

  useEffect(() => {
    if (at !== null) void cache.invalidateQueries({ queryKey: listDocumentsQueryKey() });
  }, [cache, at]);
}

/** Only edits that could not be saved are worth a question when the page is closed. */
function warnOfLoss(event: BeforeUnloadEvent): void {
  const { state } = useSaving.getState().saving;
  if (state === 'failed' || state === 'conflict') event.preventDefault();
}

/** The list of versions of a draft has changed. */
export function useRefreshVersions(): (id: string) => void {
  const cache = useQueryClient();
  return (id) => void cache.invalidateQueries({ queryKey: listVersionsQueryKey({ path: { id } }) });
}
