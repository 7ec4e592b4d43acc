/** Ctrl-Z takes the last change of a weight back, with Shift it comes again; fields and the pad keep their own. */
import { useEffect } from 'react';
import type { Changes } from './changes';

const OWN = 'input:not([type=range], [type=checkbox]), textarea, [contenteditable=true]';

export function useTrialKeys({ undo, redo }: Pick<Changes, 'undo' | 'redo'>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return;
      if (event.target instanceof Element && event.target.closest(OWN)) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) redo();
      else undo();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [undo, redo]);
}
