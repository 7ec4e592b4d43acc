/** Histograms of many moments as one picture: a column for each moment, a row for each stretch of values. */
import type { SpreadOut } from '@/api';

export interface Axis {
  low: number;
  high: number;
}

type Spreads = readonly (SpreadOut | null)[];

/** From the smallest to the largest finite number of all moments; null where there is none. */
export function axisOf(spreads: Spreads): Axis | null {
  let [low, high] = [Infinity, -Infinity];
  for (const one of spreads) {
    if (!one || one.low === null || one.high === null) continue;
    low = Math.min(low, one.low);
    high = Math.max(high, one.high);
  }
  if (low > high) return null;
  const room = low === high ? Math.abs(low) || 1 : 0; // numbers that are all alike lie in the middle
  return { low: low - room, high: high + room };
}

/**
 * Rows from the top (`axis.high`) down, moment beside moment: how many numbers lie there, as the root of their share in
 * the fullest row of the moment, so that what is rare is seen. NaN where no number is finite.
 */
export function rasterOf(spreads: Spreads, rows: number, axis: Axis): Float32Array {
  const width = spreads.length;
  const raster = new Float32Array(rows * width);
  spreads.forEach((one, column) => {
    if (!one) return;
    if (one.low === null || one.high === null) {
      for (let row = 0; row < rows; row += 1) raster[row * width + column] = NaN;
      return;
    }
    const lain = massOf(one, rows, axis);
    const most = Math.max(...lain);
    lain.forEach((mass, row) => (raster[row * width + column] = most > 0 ? Math.sqrt(mass / most) : 0));
  });
  return raster;
}

/** How many numbers lie in each row; those of a bin are shared among the rows that it covers. */
function massOf({ low, high, counts }: SpreadOut, rows: number, axis: Axis): number[] {
  const lain = Array<number>(rows).fill(0);
  const place = (value: number) => (rows * (axis.high - value)) / (axis.high - axis.low);
  const width = ((high ?? 0) - (low ?? 0)) / counts.length;
  counts.forEach((many, bin) => {
    const [bottom, top] = [place((low ?? 0) + bin * width), place((low ?? 0) + (bin + 1) * width)];
    const [first, last] = [clamped(Math.floor(top), rows), clamped(Math.ceil(bottom) - 1, rows)];
    for (let row = first; row <= Math.max(first, last); row += 1) {
      const share = bottom > top ? (Math.min(bottom, row + 1) - Math.max(top, row)) / (bottom - top) : 1;
      lain[row] = (lain[row] ?? 0) + many * Math.max(0, share);
    }
  });
  return lain;
}

function clamped(row: number, rows: number): number {
  return Math.max(0, Math.min(row, rows - 1));
}
