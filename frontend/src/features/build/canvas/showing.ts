/** What others may ask of the canvas that is shown. */
import { useWorkbench } from '@/shared/workbench';

type Show = (name: string, focus: boolean) => void;

let shown: Show | undefined;

/** The canvas says how it brings a node into view; returns what ends it. */
export function offerStage(show: Show): () => void {
  shown = show;
  return () => {
    if (shown === show) shown = undefined;
  };
}

/** Select a node, bring it into view and put the keyboard's focus on it. */
export function goTo(name: string): void {
  useWorkbench.getState().select([name]);
  shown?.(name, true);
}
