/** Drawings that were set aside on this machine, to be called back, for example for another model. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Stroke } from './strokes';

export interface KeptDrawing {
  id: number;
  strokes: readonly Stroke[];
  brush: number;
}

interface Kept {
  drawings: readonly KeptDrawing[];
  keep: (strokes: readonly Stroke[], brush: number) => void;
  remove: (id: number) => void;
  /** Put a removed drawing back where it was. */
  restore: (drawing: KeptDrawing) => void;
}

const MOST = 24;

export const useKept = create<Kept>()(
  persist(
    (set) => ({
      drawings: [],
      keep: (strokes, brush) =>
        set(({ drawings }) => {
          const id = 1 + Math.max(0, ...drawings.map((drawing) => drawing.id));
          return { drawings: [{ id, strokes, brush }, ...drawings].slice(0, MOST) };
        }),
      remove: (id) => set(({ drawings }) => ({ drawings: drawings.filter((drawing) => drawing.id !== id) })),
      restore: (drawing) =>
        set(({ drawings }) => ({ drawings: [...drawings, drawing].sort((one, other) => other.id - one.id) })),
    }),
    { name: 'netsumiki.drawings', partialize: ({ drawings }) => ({ drawings }) },
  ),
);
