/** Painting planes of numbers onto a canvas, all of them in one go. */
import type { MapsOut } from '@/api';
import { pixels, type Stops } from '@/shared/ui/pixels';
import { type Layout, rectangleOf } from './planes';

type Page = Pick<MapsOut, 'count' | 'width' | 'height' | 'limit'>;

export function paintPlanes(context: CanvasRenderingContext2D, numbers: Float32Array, page: Page, layout: Layout, stops: Stops): void {
  const { canvas } = context;
  const dense = window.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(layout.width * dense));
  canvas.height = Math.max(1, Math.round(layout.height * dense));
  context.setTransform(dense, 0, 0, dense, 0, 0);
  context.imageSmoothingEnabled = layout.side * dense < 1; // what is made smaller is averaged, what is made larger is not
  if (layout.kind === 'bars') return paintBars(context, numbers, page, layout, stops);
  const { across, down } = layout;
  const count = layout.kind === 'folded' ? 1 : page.count;
  if (across * down * count === 0) return;
  const source = document.createElement('canvas');
  [source.width, source.height] = [across, down * count];
  const own = source.getContext('2d');
  if (!own) return;
  const image = own.createImageData(across, down * count);
  const bytes = pixels(numbers, across, down * count, stops, page.limit || 1);
  for (let place = numbers.length; place < across * down * count; place += 1) bytes[4 * place + 3] = 0; // past the end of a row
  image.data.set(bytes);
  own.putImageData(image, 0, 0);
  for (let plane = 0; plane < count; plane += 1) {
    const { left, top } = rectangleOf(layout, { plane, y: 0, x: 0 });
    context.drawImage(source, 0, plane * down, across, down, left, top, across * layout.side, down * layout.side);
  }
}

/** Bars upwards from zero, or downwards; a bar over the whole height is no number. */
function paintBars(context: CanvasRenderingContext2D, numbers: Float32Array, { limit }: Page, { side, height, width }: Layout, stops: Stops): void {
  const colour = ([red, green, blue]: readonly [number, number, number]) => `rgb(${red} ${green} ${blue})`;
  const lowest = numbers.some((value) => value < 0) ? height / 2 : height;
  context.fillStyle = colour(stops.middle);
  context.fillRect(0, 0, width, height);
  numbers.forEach((value, place) => {
    const room = side > 4 ? side - 1 : side;
    if (Number.isNaN(value)) {
      for (let row = 0; row * 6 < height; row += 1) {
        context.fillStyle = colour(stops.nan[(row + place) % 2 === 0 ? 0 : 1]);
        context.fillRect(place * side, row * 6, room, 6);
      }
      return;
    }
    const size = (Math.abs(value) / (limit || 1)) * lowest;
    context.fillStyle = colour(value < 0 ? stops.low : stops.high);
    context.fillRect(place * side, value < 0 ? lowest : lowest - size, room, size);
  });
}
