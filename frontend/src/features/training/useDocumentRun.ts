/** Which run belongs to the open document: the one that was watched last, else its latest. Survives a reload. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { RunRow } from '@/api';
import { listRunsQueryKey } from '@/api/@tanstack/react-query.gen';
import { useRuns } from '@/shared/liveRun';
import { useWorkbench } from '@/shared/workbench';

const STORED = 'netsumiki.run.';

/** The run to watch for a document, among those that still exist. */
export function runOfDocument(document: string, runs: readonly RunRow[], remembered: string | null): string | null {
  const own = runs.find((run) => run.id === remembered) ?? runs.find((run) => run.document === document);
  return own?.id ?? null;
}

/** Keeps `workbench.runId` to the open document. */
export function useDocumentRun(): void {
  const client = useQueryClient();
  const known = useRuns().data !== undefined;

  useEffect(() => {
    if (!known) return;
    let followed: number | undefined; // the opening of a document that was looked at last
    const follow = () => {
      const { opening, documentId, runId, watchRun } = useWorkbench.getState();
      if (opening !== followed) {
        const again = followed !== undefined;
        followed = opening;
        const runs = client.getQueryData<RunRow[]>(listRunsQueryKey()) ?? [];
        // where the page comes back to an open document, what is watched stays
        if (again || runId === null) {
          return watchRun(documentId === null ? null : runOfDocument(documentId, runs, remembered(documentId)));
        }
      }
      if (documentId !== null && runId !== null) remember(documentId, runId);
    };
    follow();
    return useWorkbench.subscribe(follow);
  }, [known, client]);
}

function remembered(document: string): string | null {
  try {
    return localStorage.getItem(STORED + document);
  } catch {
    return null;
  }
}

function remember(document: string, run: string): void {
  try {
    if (localStorage.getItem(STORED + document) !== run) localStorage.setItem(STORED + document, run);
  } catch {
    // a browser that stores nothing finds the latest run
  }
}
