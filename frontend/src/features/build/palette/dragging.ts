/** A block on its way from the palette to the canvas, by mouse, pen or finger. */
import { create } from 'zustand';
import type { Point } from '@/shared/recipe';

export interface Dragged {
  layer: string;
  /** The pointer in the window. */
  at: Point;
}

interface Dragging {
  dragged: Dragged | null;
}

export const useDragging = create<Dragging>(() => ({ dragged: null }));

type Receive = (dragged: Dragged) => void;

let receive: Receive | undefined;

/** The canvas takes what is let go over it; returns what ends that. */
export function receiveDrops(take: Receive): () => void {
  receive = take;
  return () => {
    if (receive === take) receive = undefined;
  };
}

export function dragTo(layer: string, at: Point): void {
  useDragging.setState({ dragged: { layer, at } });
}

export function endDrag(drop: boolean): void {
  const { dragged } = useDragging.getState();
  useDragging.setState({ dragged: null });
  if (drop && dragged) receive?.(dragged);
}
