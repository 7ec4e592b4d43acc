/** Where one is on the page: kept in the address, so that it can be gone back to and passed on. */
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

export const VIEWS = ['steer', 'train', 'timeline', 'judge', 'experiment'] as const;
export type View = (typeof VIEWS)[number];

export interface Place {
  view: View;
  /** `zoo:NAME` or `run:ID`: the generator that is steered and judged. */
  model: string | null;
  /** The run that is watched and scrubbed through. */
  run: string | null;
  sweep: string | null;
  /** To another view, or to look at something else there. */
  go: (to: Partial<Pick<Place, 'view' | 'model' | 'run' | 'sweep'>>) => void;
}

export function usePlace(): Place {
  const [search, setSearch] = useSearchParams();
  const go = useCallback<Place['go']>(
    (to) => {
      setSearch((before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(to)) {
          if (value === null) next.delete(name);
          else next.set(name, value);
        }
        return next;
      });
    },
    [setSearch],
  );
  // a run alone is looked at where it trains
  const first: View = search.has('run') ? 'train' : 'steer';
  return {
    view: VIEWS.find((one) => one === search.get('view')) ?? first,
    model: search.get('model'),
    run: search.get('run'),
    sweep: search.get('sweep'),
    go,
  };
}
