/** Numbers from inside a network: slopes may be tiny, and are then written with a power of ten. */
import { currentLanguage } from '@/shared/language';
import { significant } from '@/shared/format';

/** `0.864`, `−5.72E−6`; what is no number is written as NaN. */
export function amount(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined) return 'NaN';
  const size = Math.abs(value);
  if (size === 0) return significant(0, digits); // also −0
  if (!Number.isFinite(value) || (size >= 1e-3 && size < 1e6)) return significant(value, digits);
  return new Intl.NumberFormat(currentLanguage(), { notation: 'scientific', maximumSignificantDigits: digits }).format(value);
}
