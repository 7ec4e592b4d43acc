/** Which mistakes of which model one looks at: kept in the address, so that it can be gone back to and passed on. */
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { EXAMINED, type Examined } from '@/shared/mistakes';
import type { Recipe } from '@/shared/recipe';

export interface Where {
  /** `zoo:NAME` or `run:ID`. */
  model: string | null;
  /** Nothing said: what the model was validated with, else what it was tested with. */
  split: Examined | null;
  /** The cell of the matrix; without one, all that was mistaken. */
  actual: number | null;
  predicted: number | null;
  /** The picture that is looked at, by its number among those of its data set. */
  row: number | null;
}

export interface Place extends Where {
  go: (to: Partial<Where>) => void;
}

/** The address after a step: another model has other cells, and another cell has other pictures. */
export function stepped(before: URLSearchParams, to: Partial<Where>): URLSearchParams {
  const next = new URLSearchParams(to.model === undefined ? before : {});
  if (to.split !== undefined || 'actual' in to || 'predicted' in to) next.delete('row');
  for (const [name, value] of Object.entries(to)) {
    if (value === null) next.delete(name);
    else next.set(name, String(value));
  }
  return next;
}

/** A handful of pictures is learnt whole: then those for testing are all that there is to be mistaken about. */
export function usualSplit({ data }: Pick<Recipe, 'data'>): Examined {
  return data?.validation === 0 ? 'test' : 'validation';
}

export function usePlace(): Place {
  const [search, setSearch] = useSearchParams();
  const go = useCallback<Place['go']>(
    // walking through the pictures is no history, going to another cell is
    (to) => setSearch((before) => stepped(before, to), { replace: Object.keys(to).every((name) => name === 'row'), preventScrollReset: true }),
    [setSearch],
  );
  return {
    model: search.get('model'),
    split: EXAMINED.find((one) => one === search.get('split')) ?? null,
    actual: whole(search.get('actual')),
    predicted: whole(search.get('predicted')),
    row: whole(search.get('row')),
    go,
  };
}

function whole(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
