/** "Edit the selected block": whoever shows the inspector brings it into sight and puts the focus into it. */
import { create } from 'zustand';

/** Counts how often the inspector was asked for. */
export const useAttention = create<{ asked: number }>(() => ({ asked: 0 }));

export function editSelected(): void {
  useAttention.setState(({ asked }) => ({ asked: asked + 1 }));
}
