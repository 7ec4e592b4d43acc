/** Where points lie on a map: numbers in pairs (x, y), fitted into a square from −1 to 1, y downwards as on the screen. */
import { bytesOf } from '@/shared/ui';

export type Places = Float32Array;

/** One scale for both axes, so that nothing is stretched; where all lie in one place, that is the middle. */
export function fitted(across: ArrayLike<number>, upwards: ArrayLike<number>): Places {
  const [left, right] = extent(across);
  const [bottom, top] = extent(upwards);
  const half = Math.max(right - left, top - bottom) / 2 || 1;
  const places = new Float32Array(2 * across.length);
  for (let point = 0; point < across.length; point += 1) {
    places[2 * point] = ((across[point] ?? 0) - (left + right) / 2) / half;
    places[2 * point + 1] = ((top + bottom) / 2 - (upwards[point] ?? 0)) / half;
  }
  return places;
}

/** The same from base64 of float32, as they come while a map is drawn. */
export function fittedBytes(base64: string): Places {
  const pairs = new Float32Array(bytesOf(base64).buffer);
  return fitted(pairs.filter((_, place) => place % 2 === 0), pairs.filter((_, place) => place % 2 === 1));
}

function extent(values: ArrayLike<number>): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (let place = 0; place < values.length; place += 1) {
    low = Math.min(low, values[place] ?? 0);
    high = Math.max(high, values[place] ?? 0);
  }
  return low <= high ? [low, high] : [0, 0];
}

/** A square of `size` pixels with a rim, in which the map lies. */
export interface Frame {
  size: number;
  rim: number;
}

export function onScreen({ size, rim }: Frame, value: number): number {
  return rim + ((value + 1) / 2) * (size - 2 * rim);
}

/** Back from a pixel of the screen to the map. */
export function onMap({ size, rim }: Frame, pixel: number): number {
  return (2 * (pixel - rim)) / (size - 2 * rim) - 1;
}

/** Points on their way from where they are to where they belong. */
export class Glide {
  /** Where they are. */
  readonly now: Places;
  private from: Places;
  private target: Places;
  private began = 0;
  private lasts = 0;

  constructor(places: Places) {
    this.now = places.slice();
    this.from = this.now;
    this.target = this.now;
  }

  /** Set out for `target` at a moment, for so many milliseconds; 0 are there at once. */
  go(target: Places, moment: number, lasts: number): void {
    this.from = this.now.slice();
    this.target = target;
    this.began = moment;
    this.lasts = lasts;
    this.step(moment);
  }

  /** Go on to a moment; whether they still move. */
  step(moment: number): boolean {
    const share = this.lasts > 0 ? Math.min(Math.max((moment - this.began) / this.lasts, 0), 1) : 1;
    for (let place = 0; place < this.now.length; place += 1) {
      const from = this.from[place] ?? 0;
      this.now[place] = from + share * ((this.target[place] ?? 0) - from);
    }
    return share < 1;
  }
}
