/** How numbers become colours. */
import type { Rgb } from '../theme/colour';

export type PixelScale = 'chalk' | 'weights' | 'activations';

export interface Stops {
  low: Rgb;
  middle: Rgb;
  high: Rgb;
  /** The two colours of the chequered pattern that stands for "not a number". */
  nan: readonly [Rgb, Rgb];
}

/** The largest absolute value (for bytes 255, so that a faint picture stays faint); 1 where all are zero. */
export function extentOf(values: ArrayLike<number>): number {
  if (values instanceof Uint8Array || values instanceof Uint8ClampedArray) return 255;
  let largest = 0;
  for (let place = 0; place < values.length; place += 1) {
    const size = Math.abs(values[place] ?? 0);
    if (size > largest && size < Infinity) largest = size;
  }
  return largest || 1;
}

/** RGBA bytes: `-extent` is low, 0 the middle, `extent` high; values beyond are cut off. */
export function pixels(
  values: ArrayLike<number>,
  width: number,
  height: number,
  { low, middle, high, nan }: Stops,
  extent: number,
): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(4 * width * height);
  for (let place = 0; place < width * height; place += 1) {
    const value = values[place] ?? 0;
    const at = 4 * place;
    bytes[at + 3] = 255;
    if (Number.isNaN(value)) {
      bytes.set((place + Math.floor(place / width)) % 2 === 0 ? nan[0] : nan[1], at);
      continue;
    }
    const share = Math.min(Math.abs(value) / extent, 1);
    const end = value < 0 ? low : high;
    bytes[at] = middle[0] + share * (end[0] - middle[0]);
    bytes[at + 1] = middle[1] + share * (end[1] - middle[1]);
    bytes[at + 2] = middle[2] + share * (end[2] - middle[2]);
  }
  return bytes;
}

/** The bytes in a base64 text, as the server sends pictures. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** RGBA bytes of a picture in colour: three values for each pixel, 0 … `extent`. */
export function coloured(values: ArrayLike<number>, extent: number): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray((4 * values.length) / 3).fill(255);
  for (let place = 0; place < values.length; place += 1) {
    bytes[4 * Math.floor(place / 3) + (place % 3)] = (255 * (values[place] ?? 0)) / extent;
  }
  return bytes;
}
