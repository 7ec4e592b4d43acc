/** → and ← go to the next and the previous scene, Space plays and pauses; never while a control uses these keys itself. */
import { useEffect, useEffectEvent } from 'react';

const OWN = 'input, select, textarea, [role="listbox"], [role="tablist"], [role="application"], [role="dialog"], [role="menu"]';

export function useSceneKeys(actions: { play: () => void; next: () => void; previous: () => void }): void {
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(event.key === ' ' ? `${OWN}, button, a, summary` : OWN)) return;
    const action = { ' ': actions.play, ArrowRight: actions.next, ArrowLeft: actions.previous }[event.key];
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
