/** Drawing without a pointer: arrows move a pen over the pad, Space puts it down and lifts it. */
import { type KeyboardEvent, useRef, useState } from 'react';
import { useDrawing } from './drawingStore';
import type { Point } from './strokes';

const STEP = 1 / 28;
const STRIDE = 4 * STEP;

const DIRECTIONS: Record<string, Point> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export interface KeyboardPen {
  /** Where the pen is, or null while the keyboard is not used. */
  cursor: { at: Point; down: boolean } | null;
  /** The pen is put away, as when the pointer takes over. */
  rest: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onKeyUp: (event: KeyboardEvent) => void;
}

/** The point that a pen reaches from another with the arrows that are held. */
export function stepped(at: Point, keys: Iterable<string>, step: number): Point {
  let [x, y] = at;
  for (const key of keys) {
    const [right, down] = DIRECTIONS[key] ?? [0, 0];
    x += right * step;
    y += down * step;
  }
  return [held(x), held(y)];
}

function held(share: number): number {
  return Math.min(Math.max(share, 0), 1);
}

export function useKeyboardPen(): KeyboardPen {
  const [cursor, setCursor] = useState<KeyboardPen['cursor']>(null);
  const keys = useRef(new Set<string>());

  const rest = () => {
    keys.current.clear();
    if (cursor?.down) useDrawing.getState().end();
    setCursor(null);
  };

  const act = (event: KeyboardEvent): boolean => {
    const { begin, move, end, undo } = useDrawing.getState();
    const { at, down } = cursor ?? { at: [0.5, 0.5] as Point, down: false };
    if (event.key in DIRECTIONS) {
      keys.current.add(event.key);
      const next = stepped(at, keys.current, event.shiftKey ? STRIDE : STEP);
      if (down) move([next]);
      setCursor({ at: next, down });
    } else if (event.key === ' ') {
      if (!event.repeat) {
        if (down) end();
        else begin(at);
        setCursor({ at, down: !down });
      }
    } else if (event.key === 'Escape' && down) {
      end();
      setCursor({ at, down: false });
    } else if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
      undo();
      setCursor(cursor && { at, down: false });
    } else {
      return false;
    }
    return true;
  };

  return {
    cursor,
    rest,
    onKeyDown: (event) => {
      if (!act(event)) return;
      // these keys have another meaning for the network and for scrolling
      event.preventDefault();
      event.stopPropagation();
    },
    onKeyUp: (event) => keys.current.delete(event.key),
  };
}
