/** A digit chooses what is drawn, A draws all, N takes other noise: while nothing that one types in has the focus. */
import { useEffect } from 'react';
import type { Reach } from './sheet';
import { anySeed } from './steering';
import { useSteering } from './useSteering';

export function useSteeringKeys({ conditional, classNames }: Reach): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      const { show, from, to, steer } = useSteering.getState();
      const label = conditional ? classNames.indexOf(event.key) : -1;
      if (label >= 0 && show === 'between') steer({ from: { ...from, label }, to: { ...to, label } });
      else if (label >= 0) steer({ label });
      else if (event.code === 'KeyA') steer({ label: null });
      else if (event.code === 'KeyN') steer({ seed: anySeed() });
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [conditional, classNames]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input:not([type=range]), textarea, select, [contenteditable], [role=dialog]') !== null;
}
