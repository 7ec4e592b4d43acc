/**
 * Picking a block up from the palette. A mouse drags at once; a finger drags sideways or after a moment's rest, so that
 * the list still scrolls. (The browser's own drag and drop knows no fingers.)
 */
import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';
import { dragTo, endDrag, useDragging } from './dragging';

const FAR_ENOUGH = 6;
const REST = 250; // milliseconds

interface Held {
  layer: string;
  pointer: number;
  x: number;
  y: number;
  timer?: ReturnType<typeof setTimeout>;
}

export function usePickUp() {
  const held = useRef<Held | null>(null);
  const carried = useRef(false); // the browser tells a click at the end of a drag as well

  useEffect(() => {
    // a finger that drags a block must not scroll as well
    const still = (event: TouchEvent) => {
      if (useDragging.getState().dragged) event.preventDefault();
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') endDrag(false);
    };
    document.addEventListener('touchmove', still, { passive: false });
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('touchmove', still);
      document.removeEventListener('keydown', escape);
      clearTimeout(held.current?.timer);
    };
  }, []);

  const letGo = (drop: boolean) => {
    clearTimeout(held.current?.timer);
    held.current = null;
    carried.current = useDragging.getState().dragged !== null;
    if (carried.current) endDrag(drop);
  };

  return {
    /** The handlers of one entry of the list. */
    handlersOf: (layer: string) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        carried.current = false;
        if (event.button !== 0) return;
        const { pointerId: pointer, clientX: x, clientY: y } = event;
        const touch = event.pointerType === 'touch';
        // a quick mouse is beyond the entry before it is heard of again
        if (!touch) event.currentTarget.setPointerCapture?.(pointer);
        const timer = touch ? setTimeout(() => dragTo(layer, { x, y }), REST) : undefined;
        held.current = { layer, pointer, x, y, timer };
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const { current } = held;
        if (current?.pointer !== event.pointerId) return;
        const at = { x: event.clientX, y: event.clientY };
        const [dx, dy] = [Math.abs(at.x - current.x), Math.abs(at.y - current.y)];
        const begun = useDragging.getState().dragged !== null;
        if (!begun && Math.hypot(dx, dy) < FAR_ENOUGH) return;
        clearTimeout(current.timer);
        if (!begun && event.pointerType === 'touch' && dy > dx) return;
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) event.currentTarget.setPointerCapture(event.pointerId);
        dragTo(current.layer, at);
      },
      onPointerUp: () => letGo(true),
      onPointerCancel: () => letGo(false),
      onClickCapture: (event: MouseEvent) => {
        if (carried.current) event.stopPropagation();
        carried.current = false;
      },
    }),
  };
}
