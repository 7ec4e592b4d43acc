/** How the values of charts are written. */
import { count, percent, significant } from '../format';

const LARGE = 10_000;

export function lossOf(y: number | null): string {
  return y !== null && Math.abs(y) >= LARGE ? count(y) : significant(y);
}

/** An accuracy; on an axis with as many digits as its steps need. */
export function shareOf(y: number | null, step = 0): string {
  return percent(y, step >= 0.01 ? 0 : 1);
}
