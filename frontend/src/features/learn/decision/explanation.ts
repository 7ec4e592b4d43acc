/** A map that explains a decision, as numbers that can be pointed at. */
import type { ExplanationOut, MapsOut } from '@/api';
import { numbersOf, type Spot } from '@/shared/maps/planes';
import { bytesOf } from '@/shared/ui';

type Map = Pick<ExplanationOut, 'pixels' | 'width' | 'height' | 'signed' | 'limit'>;

const ZERO = 128;
const REACH = 127;

/** On the scale that pictures of maps have: 128 is 0, 255 is the limit. */
export function pageOf({ pixels, width, height, signed, limit }: Map): MapsOut {
  const planes = signed ? pixels : btoa(String.fromCharCode(...bytesOf(pixels).map((byte) => ZERO + Math.round((byte * REACH) / 255))));
  return { planes, width, height, count: 1, numbers: [[0]], start: 0, total: 1, size: [height, width], limit };
}

export interface Pointed {
  value: number;
  /** Of the largest number of the map. */
  share: number;
  /** No other number of the map is larger. */
  isLargest: boolean;
}

/** The number at a spot; null where there is none. */
export function pointedAt(page: MapsOut, { y, x }: Spot): Pointed | null {
  const numbers = numbersOf(page);
  const value = x < page.width && y < page.height ? numbers[y * page.width + x] : undefined;
  if (value === undefined) return null;
  const largest = numbers.reduce((one, other) => Math.max(one, other), -Infinity);
  return { value, share: largest > 0 ? value / largest : 0, isLargest: largest > 0 && value === largest };
}

/** Whether the picture is black there, that is, the pen has not been there. */
export function isBlack({ seen, width }: Pick<ExplanationOut, 'seen' | 'width'>, { y, x }: Spot): boolean {
  return seen !== null && bytesOf(seen)[y * width + x] === 0;
}

/** What integrated gradients add up to, and between which two scores. */
export function sharesOf({ facts, score }: Pick<ExplanationOut, 'facts' | 'score'>): { sum: number; difference: number; black: number } {
  const [difference, gap] = ['difference', 'gap'].map((name) => {
    const values = facts[name];
    return Array.isArray(values) && typeof values[0] === 'number' ? values[0] : NaN;
  }) as [number, number];
  return { sum: difference - gap, difference, black: score - difference };
}
