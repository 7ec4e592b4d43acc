/** Where one is inside a model: kept in the address, so that it can be gone back to and passed on. */
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import type { Sample } from './examples';

export const TABS = ['output', 'weights', 'gradient', 'health', 'source', 'why', 'step', 'spreads'] as const;
export type Tab = (typeof TABS)[number];

export interface Place {
  /** `zoo:NAME` or `run:ID`. */
  model: string | null;
  /** A node, or an input of the network. */
  node: string | null;
  tab: Tab;
  /** The example of its data that goes in to begin with. */
  sample: Sample | null;
  go: (to: Partial<Pick<Place, 'model' | 'node' | 'tab'>>) => void;
}

export function usePlace(): Place {
  const [search, setSearch] = useSearchParams();
  const go = useCallback<Place['go']>(
    (to) => {
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          if (to.model !== undefined) for (const name of ['node', 'row', 'split']) next.delete(name);
          for (const [name, value] of Object.entries(to)) {
            if (value === null) next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        // walking through the layers is no history, going to another model is
        { replace: to.model === undefined, preventScrollReset: true },
      );
    },
    [setSearch],
  );
  return {
    model: search.get('model'),
    node: search.get('node'),
    tab: TABS.find((one) => one === search.get('tab')) ?? 'output',
    sample: sampleIn(search),
    go,
  };
}

/** Which one of its data, as a link from elsewhere names it. */
function sampleIn(search: URLSearchParams): Sample | null {
  const row = search.get('row') ?? '';
  return /^\d{1,9}$/.test(row) ? { row: Number(row), split: search.get('split') === 'train' ? 'train' : 'test' } : null;
}
