import type { NearOut } from '@/api';

/** What stands for an example that is no picture. */
export function inNumbers({ row, numbers }: Pick<NearOut, 'row' | 'numbers'>): string {
  return numbers ? `(${numbers.join(', ')})` : `#${row}`;
}
