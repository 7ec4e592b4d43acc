import { useMemo } from 'react';
import { DrawingPad } from '@/features/drawing';
import { useDrawing } from '@/features/drawing/drawingStore';
import { LessonView } from '@/features/learn';

/** A lesson; those in which one draws use the studio's pad. */
export function Component() {
  const strokes = useDrawing((state) => state.strokes);
  const brush = useDrawing((state) => state.brush);
  const drawing = useMemo(() => ({ strokes, brush }), [strokes, brush]);
  return <LessonView pad={<DrawingPad />} drawing={drawing} />;
}
