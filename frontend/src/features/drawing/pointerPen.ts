/** Mouse, finger or pen on the pad: one at a time, with every point that the device measured between two frames. */
import { type PointerEvent, useEffect, useRef } from 'react';
import { useDrawing } from './drawingStore';
import { pointIn } from './strokes';

const PEN_ERASER = 5; // the button at the other end of a pen

export interface PointerPen {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  onPointerCancel: (event: PointerEvent<HTMLElement>) => void;
}

export function usePointerPen(): PointerPen {
  const active = useRef<number | null>(null);

  useEffect(() => () => useDrawing.getState().end(), []);

  const place = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return (one: { clientX: number; clientY: number }) => pointIn(box, one.clientX, one.clientY);
  };

  const finish = (event: PointerEvent<HTMLElement>) => {
    if (active.current !== event.pointerId) return;
    active.current = null;
    useDrawing.getState().end();
  };

  return {
    onPointerDown: (event) => {
      const erases = event.pointerType === 'pen' && event.button === PEN_ERASER;
      if (active.current !== null || (event.button !== 0 && !erases)) return;
      active.current = event.pointerId;
      event.currentTarget.setPointerCapture?.(event.pointerId);
      useDrawing.getState().begin(place(event)(event), erases ? 'eraser' : undefined);
    },
    onPointerMove: (event) => {
      if (active.current !== event.pointerId) return;
      const measured = event.nativeEvent.getCoalescedEvents?.() ?? [];
      useDrawing.getState().move((measured.length > 0 ? measured : [event]).map(place(event)));
    },
    onPointerUp: finish,
    onPointerCancel: finish,
  };
}
