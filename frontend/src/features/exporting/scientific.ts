/** Very small numbers as people write them, never parted by the end of a line: `1.2 · 10⁻⁷`, `0`. */
import { number } from '@/shared/format';

const RAISED = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

export function scientific(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '∞';
  if (value === 0) return '0';
  const [digits = '', exponent = '0'] = value.toExponential(1).split('e');
  const power = Number(exponent);
  if (power > -3) return number(value, 4);
  return `${number(Number(digits), 1)}\u00a0·\u00a010⁻${[...String(-power)].map((digit) => RAISED[Number(digit)]).join('')}`;
}
