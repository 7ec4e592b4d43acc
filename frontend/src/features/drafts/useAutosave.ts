/** The open draft saves itself, on whatever page it is edited. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listDocumentsQueryKey } from '@/api/@tanstack/react-query.gen';
import { useWorkbench } from '@/shared/workbench';
import { rememberDraft } from './opening';
import { useSaving } from './saver';
import { saver } from './shelf';

/** For the frame around all pages: an edit made beside the page Build is saved, too. */
export function useAutosave(): void {
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
