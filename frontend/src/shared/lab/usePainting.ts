/** A canvas that is painted anew when the Lab has something new, when its box changes and in light and dark. */
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { useScheme } from '@/shared/theme/colour';
import type { Screen } from './screen';

/** `about` names what it shows, so that it is painted anew when that changes. */
export function usePainting(screen: Screen, paint: (canvas: HTMLCanvasElement) => void, about: string): RefObject<HTMLCanvasElement | null> {
  const place = useRef<HTMLCanvasElement>(null);
  const scheme = useScheme();
  const now = useEffectEvent(paint);
  useEffect(() => {
    const canvas = place.current;
    if (!canvas) return;
    const draw = () => now(canvas);
    const end = screen.watch(draw);
    const sizes = new ResizeObserver(draw);
    sizes.observe(canvas);
    return () => {
      end();
      sizes.disconnect();
    };
  }, [screen, scheme, about]);
  return place;
}
