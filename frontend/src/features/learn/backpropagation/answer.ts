/** A number that the reader worked out, and what is to be said of it. */

/** An answer may be so far off: two decimals are enough. */
export const TOLERANCE = 0.01;
const DUST = 1e-6; // of float32, and of two decimals that are no binary numbers

export type Verdict = 'right' | 'sign' | 'wrong' | 'unreadable';

/** With a comma or a point, a minus of any kind, and digits of any width. */
export function read(text: string): number {
  const plain = text.normalize('NFKC').replace(/\s/g, '').replace(/[−–ー]/g, '-').replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
}

export function judge(text: string, value: number): Verdict {
  const answer = read(text);
  if (Number.isNaN(answer)) return 'unreadable';
  const near = (one: number) => Math.abs(one - value) <= TOLERANCE + DUST;
  if (near(answer)) return 'right';
  return near(-answer) ? 'sign' : 'wrong';
}
