/** Weights that are tried: what was changed so far, and what can be undone. The model itself is never changed. */
import { useCallback, useState } from 'react';
import type { WeightChange } from '@/api';

export interface Trial {
  now: readonly WeightChange[];
  past: readonly (readonly WeightChange[])[];
  future: readonly (readonly WeightChange[])[];
}

/** As many as the server takes in one request. */
export const MOST_CHANGES = 4_096;
const MOST_STEPS = 200;

export const UNTOUCHED: Trial = { now: [], past: [], future: [] };

const sameWeight = (one: Omit<WeightChange, 'value'>, other: Omit<WeightChange, 'value'>) =>
  one.parameter === other.parameter && one.index.join() === other.index.join();

/** One weight more; `goesOn` joins it to the last step, as one stroke or one burst of typing is one step. */
export function changed({ now, past, future }: Trial, change: WeightChange, goesOn = false): Trial {
  const known = now.findIndex((one) => sameWeight(one, change));
  if (known >= 0 && now[known]?.value === change.value) return { now, past, future };
  if (known < 0 && now.length >= MOST_CHANGES) return { now, past, future };
  const next = known < 0 ? [...now, change] : now.with(known, change);
  return { now: next, past: goesOn ? past : [...past, now].slice(-MOST_STEPS), future: [] };
}

/** Every weight as it was trained; a step that can be undone too. */
export function asTrained({ now, past, future }: Trial): Trial {
  return now.length > 0 ? { now: [], past: [...past, now].slice(-MOST_STEPS), future: [] } : { now, past, future };
}

export function undone({ now, past, future }: Trial): Trial {
  const before = past.at(-1);
  return before ? { now: before, past: past.slice(0, -1), future: [now, ...future] } : { now, past, future };
}

export function redone({ now, past, future }: Trial): Trial {
  const [next, ...rest] = future;
  return next ? { now: next, past: [...past, now], future: rest } : { now, past, future };
}

export interface Changes extends Trial {
  change: (change: WeightChange, goesOn?: boolean) => void;
  undo: () => void;
  redo: () => void;
  reset: () => void;
  /** Forget all, as for another model. */
  forget: () => void;
}

export function useChanges(): Changes {
  const [trial, setTrial] = useState(UNTOUCHED);
  return {
    ...trial,
    change: useCallback((change, goesOn) => setTrial((before) => changed(before, change, goesOn)), []),
    undo: useCallback(() => setTrial(undone), []),
    redo: useCallback(() => setTrial(redone), []),
    reset: useCallback(() => setTrial(asTrained), []),
    forget: useCallback(() => setTrial(UNTOUCHED), []),
  };
}
