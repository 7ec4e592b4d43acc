/** The drawing as a picture file, for data sets: in black and white, whatever the colours of the pad are. */
import { useDrawing } from './drawingStore';
import { paint } from './paint';

const SIDE = 280; // ten times that of a digit: it is made smaller with smooth rims

/** White on black, or black on white as on `paper`; null for an empty pad. */
export function drawnPicture(paper: boolean): Promise<Blob | null> {
  const { strokes, brush } = useDrawing.getState();
  if (strokes.length === 0) return Promise.resolve(null);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE;
  paint(canvas, strokes, brush, paper ? ['#fff', '#000'] : ['#000', '#fff']);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

export function clearDrawing(): void {
  useDrawing.getState().clear();
}
