import { useMemo } from 'react';
import { DrawingPad } from '@/features/drawing';
import { useDrawing } from '@/features/drawing/drawingStore';
import { InsideView } from '@/features/inside';

/** Look inside a model; what is drawn on the pad goes through it. */
export function Component() {
  const strokes = useDrawing((state) => state.strokes);
  const brush = useDrawing((state) => state.brush);
  const drawing = useMemo(() => ({ strokes, brush }), [strokes, brush]);
  return <InsideView pad={<DrawingPad />} drawing={drawing} />;
}
