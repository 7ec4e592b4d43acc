/** From a number of a picture to its place in the array that it is a picture of. */
import type { MapsOut } from '@/api';
import type { Spot } from '@/shared/maps/planes';

type Page = Pick<MapsOut, 'numbers'>;

/** In an output: [row, column, map] of a picture, [step, feature] of a sequence, [number] of a row. */
export function outputIndex(shape: readonly number[], { numbers }: Page, { plane, y, x }: Spot): number[] {
  if (shape.length === 3) return [y, x, numbers[plane]?.[0] ?? 0];
  return [y, x].slice(2 - shape.length);
}

/** In a parameter. A kernel's planes are its (filter, channel); a transposed one keeps its filters before its channels. */
export function parameterIndex(layer: string, shape: readonly number[], { numbers }: Page, { plane, y, x }: Spot, width: number, height: number): number[] {
  const [first = 0, second] = numbers[plane] ?? [];
  if (shape.length === 4) return layer === 'conv2d_transpose' ? [y, x, first, second ?? 0] : [y, x, second ?? 0, first];
  if (shape.length === 3) return [y, x, first];
  if (shape.length === 2 && second !== undefined) {
    // behind a picture: the unit's weights lie as the picture's pixels do
    const channels = (shape[0] ?? 0) / (width * height);
    return [(y * width + x) * channels + second, first];
  }
  return [y, x].slice(2 - shape.length);
}

/** `[3, 4, 0]`: as programs write it. */
export function written(index: readonly number[]): string {
  return `[${index.join(', ')}]`;
}
