/** A window over a picture and a kernel of the same size, channel by channel. */
import type { CellOut, WindowOut } from '@/api';

export interface Plane {
  rows: number;
  columns: number;
  values: (number | null)[];
}

export function channelsOf({ size }: WindowOut): number {
  return size[2] ?? 1;
}

/** One channel of a window (rows, columns, channels). */
export function channelOf({ size, values }: WindowOut, channel: number): Plane {
  const [rows = 1, columns = 1, channels = 1] = size;
  return { rows, columns, values: Array.from({ length: rows * columns }, (_, place) => values[place * channels + channel] ?? null) };
}

/** Number by number; nothing where either is no number. */
export function product(one: Plane, other: Plane): Plane {
  const values = one.values.map((value, place) => {
    const factor = other.values[place];
    return value === null || factor === null || factor === undefined ? null : value * factor;
  });
  return { ...one, values };
}

/** Their sum, and null when one of them is no number. */
export function total(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}

/** The channel that adds most to the sum, whichever its sign. */
export function strongest(patch: WindowOut, kernel: WindowOut): number {
  let [best, size] = [0, -1];
  for (let channel = 0; channel < channelsOf(patch); channel += 1) {
    const sum = Math.abs(total(product(channelOf(patch, channel), channelOf(kernel, channel)).values) ?? Infinity);
    if (sum > size) [best, size] = [channel, sum];
  }
  return best;
}

/** Whether each number of a window lies outside of what it looks at, where zeros are read. */
export function outside({ start, size, stride }: WindowOut, source: readonly number[] | undefined): boolean[] {
  const [rows = 1, columns = 1] = size;
  return Array.from({ length: rows * columns }, (_, place) => {
    const at = [Math.floor(place / columns), place % columns];
    return at.some((step, axis) => {
      const there = (start[axis] ?? 0) + step * (stride[axis] ?? 1);
      return there < 0 || (source?.[axis] !== undefined && there >= source[axis]);
    });
  });
}

/** The first and the last row and column (or number) that a window covers. */
export function reachOf({ start, size, stride }: WindowOut): [first: number, last: number][] {
  return start.slice(0, 2).map((first, axis) => [first, first + ((size[axis] ?? 1) - 1) * (stride[axis] ?? 1)]);
}

/** The places that won: of a maximum, those with the factor 1. */
export function winners({ terms }: Pick<CellOut, 'terms'>): Set<string> {
  return new Set(terms.filter(({ factor }) => factor === 1).map(({ at }) => at.join()));
}
