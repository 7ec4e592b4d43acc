/** The drawing on the pad: strokes, pen, and what can be undone. One for the whole studio, so that it stays when pages change. */
import { create } from 'zustand';
import { BRUSH, type Point, type Stroke, erased, extended } from './strokes';

export type Tool = 'pen' | 'eraser';

interface DrawingState {
  strokes: readonly Stroke[];
  brush: number;
  tool: Tool;
  /** The strokes before each change: a stroke, a use of the eraser, a clearing. */
  past: readonly (readonly Stroke[])[];
  /** Counts finished changes: what follows the drawing acts on each of them. */
  finished: number;

  begin: (point: Point, tool?: Tool) => void;
  /** The pen or the eraser moves on, point by point, with what `begin` was called with. */
  move: (points: readonly Point[]) => void;
  end: () => void;
  undo: () => void;
  clear: () => void;
  show: (strokes: readonly Stroke[], brush: number) => void;
  setBrush: (brush: number) => void;
  setTool: (tool: Tool) => void;
}

const MOST_STEPS = 200;

let inHand: { tool: Tool; at: Point; before: readonly Stroke[] } | undefined;

export const useDrawing = create<DrawingState>((set, get) => {
  /** Make a change that can be undone. */
  const change = (strokes: readonly Stroke[], before = get().strokes) => {
    if (strokes === before) return;
    set(({ past, finished }) => ({ strokes, past: [...past, before].slice(-MOST_STEPS), finished: finished + 1 }));
  };

  return {
    strokes: [],
    brush: BRUSH,
    tool: 'pen',
    past: [],
    finished: 0,

    begin: (point, tool = get().tool) => {
      get().end();
      const before = get().strokes;
      inHand = { tool, at: point, before };
      set({ strokes: tool === 'pen' ? [...before, [point]] : erased(before, point, point) });
    },
    move: (points) => {
      let strokes = get().strokes;
      for (const point of points) {
        if (!inHand) return;
        strokes = inHand.tool === 'pen' ? extended(strokes, point) : erased(strokes, inHand.at, point);
        inHand.at = point;
      }
      set({ strokes });
    },
    end: () => {
      if (!inHand) return;
      const { before } = inHand;
      inHand = undefined;
      change(get().strokes, before);
    },
    undo: () => {
      get().end();
      const strokes = get().past.at(-1);
      if (strokes) set(({ past, finished }) => ({ strokes, past: past.slice(0, -1), finished: finished + 1 }));
    },
    clear: () => {
      get().end();
      if (get().strokes.length > 0) change([]);
    },
    show: (strokes, brush) => {
      get().end();
      change(strokes);
      set({ brush });
    },
    setBrush: (brush) => set(({ finished }) => ({ brush, finished: finished + 1 })),
    setTool: (tool) => set({ tool }),
  };
});
