/** Connecting by tap and tap: first the block (or its handle), then the one that it feeds. Also by keyboard. */
import { create } from 'zustand';

export interface Linking {
  /** The node that was chosen first, and whether it is to feed the other or to be fed. */
  name: string | null;
  side: 'from' | 'to';
}

export const useLinking = create<Linking>(() => ({ name: null, side: 'from' }));

export function startLinking(name: string, side: Linking['side'] = 'from'): void {
  useLinking.setState({ name, side });
}

/** Ends it, and gives the pair if one was begun with another node. */
export function finishLinking(other: string): { from: string; to: string } | undefined {
  const { name, side } = useLinking.getState();
  stopLinking();
  if (name === null || name === other) return undefined;
  return side === 'from' ? { from: name, to: other } : { from: other, to: name };
}

export function stopLinking(): void {
  useLinking.setState({ name: null, side: 'from' });
}
