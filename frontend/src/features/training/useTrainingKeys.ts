import { useEffect, useRef } from 'react';
import { type Action, primaryOf, refusalOf, type Situation } from './availability';

/** Space trains and pauses, → takes a step, R begins again: while nothing else has the focus. */
export function useTrainingKeys(situation: Situation, act: (action: Action) => void): void {
  const newest = useRef({ situation, act });
  useEffect(() => {
    newest.current = { situation, act };
  });

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { situation: now, act: perform } = newest.current;
      const action = actionOf(event, now);
      if (!action || !isIdle(event) || event.defaultPrevented) return;
      event.preventDefault();
      if (refusalOf(action, now) === null) perform(action);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

function actionOf(event: KeyboardEvent, situation: Situation): Action | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat) return undefined;
  if (event.key === ' ') return primaryOf(situation);
  if (event.key === 'ArrowRight') return 'step';
  return event.code === 'KeyR' ? 'reset' : undefined;
}

/** Nothing has the focus that takes the key itself: a block of the canvas takes arrows alone. */
function isIdle({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('[data-canvas] .react-flow')) return key !== 'ArrowRight';
  return target === document.body || target.id === 'main';
}
