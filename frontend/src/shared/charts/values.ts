/** How the values of charts are written. */
import { count, formatOf, percent, significant } from '../format';

const LARGE = 10_000;
const VAST = 1e9; // a loss on its way to infinity

export function lossOf(y: number | null): string {
  if (y === null || Math.abs(y) < LARGE) return significant(y);
  if (Math.abs(y) < VAST) return count(y);
  return formatOf({ notation: 'scientific', maximumFractionDigits: 1 }).format(y);
}

/** An accuracy; on an axis with as many digits as its steps need. */
export function shareOf(y: number | null, step = 0): string {
  return percent(y, step >= 0.01 ? 0 : 1);
}
