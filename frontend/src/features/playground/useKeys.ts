/** Space plays and pauses, → takes a step, R begins anew; never while one types or uses a control. */
import { useEffect, useEffectEvent } from 'react';

export function useKeys(actions: { play: () => void; step: () => void; reset: () => void }): void {
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest('input, select, textarea, button, a, [role="dialog"], [role="menu"]')) return;
    const action = { ' ': actions.play, ArrowRight: actions.step, r: actions.reset, R: actions.reset }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => act(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
