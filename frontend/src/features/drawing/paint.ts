/** Puts strokes on a canvas: chalk on slate, sharp at every pixel density. */
import { themeColour } from '@/shared/theme/colour';
import type { Stroke } from './strokes';

/** Fit the canvas' own pixels to its size on the screen; returns its width in them. */
export function fitted(canvas: HTMLCanvasElement, width: number): number {
  const size = Math.max(Math.round(width * window.devicePixelRatio), 1);
  if (canvas.width !== size) canvas.width = canvas.height = size;
  return size;
}

/** Chalk on slate, or in the colours that are given. */
export function paint(canvas: HTMLCanvasElement, strokes: readonly Stroke[], brush: number, [ground, ink] = [themeColour('--slate'), themeColour('--chalk')]): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const size = canvas.width;
  context.fillStyle = ground;
  context.fillRect(0, 0, size, size);
  context.strokeStyle = context.fillStyle = ink;
  context.lineWidth = brush * size;
  context.lineCap = context.lineJoin = 'round';
  for (const stroke of strokes) {
    context.beginPath();
    const [first] = stroke;
    if (first && stroke.length === 1) {
      context.arc(first[0] * size, first[1] * size, (brush * size) / 2, 0, 2 * Math.PI);
      context.fill();
    } else {
      for (const [x, y] of stroke) context.lineTo(x * size, y * size);
      context.stroke();
    }
  }
}
