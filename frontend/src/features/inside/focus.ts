/** What of a node is looked at: a number of a picture, a page of pictures, a parameter. */
import { useCallback, useState } from 'react';
import type { Spot } from '@/shared/maps/planes';
import type { Tab } from './place';

export interface Focus {
  spot: Spot | null;
  /** It stays where it is while the pointer moves on. */
  pinned: boolean;
  start: number;
  weightsStart: number;
  parameter: string | null;
  /** Which of the nodes that read this one is followed back. */
  reader: number;
  step: number | null;
}

const NOTHING: Focus = { spot: null, pinned: false, start: 0, weightsStart: 0, parameter: null, reader: 0, step: null };

/** Begins anew at another node; another kind of picture has other numbers. */
export function useFocus(node: string | null, tab: Tab) {
  const [{ of, focus }, setState] = useState({ of: '', focus: NOTHING });
  const key = JSON.stringify([node, tab === 'weights']);
  const now = of === key ? focus : NOTHING;
  const set = useCallback(
    (part: Partial<Focus>) => setState((before) => ({ of: key, focus: { ...(before.of === key ? before.focus : NOTHING), ...part } })),
    [key],
  );
  return [now, set] as const;
}
