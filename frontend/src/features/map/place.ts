/** What is mapped, and how: kept in the address, so that it can be gone back to and passed on. */
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

export const METHODS = ['pca', 'tsne'] as const;
export const SPLITS = ['validation', 'train'] as const;
export const COUNTS = [200, 500, 1_000] as const;
export const PERPLEXITIES = [5, 15, 30, 50, 100] as const;
export type Method = (typeof METHODS)[number];
export type Split = (typeof SPLITS)[number];

/** Without a split, the server takes what the model did not learn from, where there is such. */
export interface Wanted {
  method: Method;
  split: Split | null;
  count: number;
  perplexity: number;
  seed: number;
}

export interface Place extends Wanted {
  /** `zoo:NAME` or `run:ID`. */
  model: string | null;
  go: (to: Partial<Wanted & { model: string }>) => void;
}

export function wantedIn(search: URLSearchParams): Wanted {
  const seed = search.get('seed') ?? '';
  return {
    method: oneOf(METHODS, search.get('method')) ?? 'pca',
    split: oneOf(SPLITS, search.get('split')) ?? null,
    count: oneOf(COUNTS, search.get('count')) ?? 500,
    perplexity: oneOf(PERPLEXITIES, search.get('perplexity')) ?? 30,
    seed: /^\d{1,9}$/.test(seed) ? Number(seed) : 0,
  };
}

function oneOf<Value extends string | number>(values: readonly Value[], text: string | null): Value | undefined {
  return values.find((value) => String(value) === text);
}

export function usePlace(): Place {
  const [search, setSearch] = useSearchParams();
  const go = useCallback<Place['go']>(
    (to) => {
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(to)) next.set(name, String(value));
          return next;
        },
        // another look at a model is no history, another model is
        { replace: to.model === undefined, preventScrollReset: true },
      );
    },
    [setSearch],
  );
  return { ...wantedIn(search), model: search.get('model'), go };
}

/** Where one of the model's own examples is looked at from inside, and why it is taken for what it is. */
export function whyAddress(model: string, row: number): string {
  return `/inside?${new URLSearchParams({ model, tab: 'why', split: 'train', row: String(row) })}`;
}
