/** What an option may be, in words of the current language and as a short hint beside the field. */
import type { TFunction } from 'i18next';
import type { OptionOut } from '@/api';
import { listing, number } from '@/shared/format';
import type { Read } from './field';
import { WRONG } from './field';

type Bounds = Pick<OptionOut, 'ge' | 'gt' | 'le' | 'lt'>;

const MOST_DIGITS = 12;
const LARGEST = Number.MAX_VALUE;

/** `1 – 4,096`, `> 0`, `0 – < 1`; empty where nothing bounds it. */
export function boundsHint({ ge, gt, le, lt }: Bounds): string {
  const low = known(ge) ? say(ge) : known(gt) ? `> ${say(gt)}` : '';
  const high = known(le) ? say(le) : known(lt) ? `< ${say(lt)}` : '';
  if (low && high) return `${low} – ${high}`;
  if (low) return known(ge) ? `≥ ${low}` : low;
  return high && known(le) ? `≤ ${high}` : high;
}

/** "a whole number from 1 to 4,096": the catalogue's expectation in the current language. */
export function expectation(option: OptionOut, t: TFunction<'build'>): string {
  const { ge, gt, le, lt, type, choices, many } = option;
  const low = known(ge) ? t('inspector.expects.from', { value: say(ge) }) : known(gt) ? t('inspector.expects.above', { value: say(gt) }) : '';
  const high = known(le) ? t('inspector.expects.to', { value: say(le) }) : known(lt) ? t('inspector.expects.below', { value: say(lt) }) : '';
  const bounds = [low, high].filter(Boolean).join(' ');
  const kinds = ['integer', 'number', 'pair', 'padding', 'shape', 'string', 'boolean'];
  const kind = choices && type === 'string' ? 'choice' : many ? 'list' : kinds.includes(type) ? type : 'part';
  const among = listing((choices ?? []).map(String));
  const text = t(`inspector.expects.${kind}`, { bounds, choices: among }).replace(/\s+/g, ' ').trim();
  return option.optional ? t('inspector.expects.optional', { text }) : text;
}

/** Whether a number lies within the bounds of an option; whole numbers where it asks for them. */
export function fits({ ge, gt, le, lt }: Bounds, value: number, whole: boolean): boolean {
  if (!Number.isFinite(value) || Math.abs(value) > LARGEST || (whole && !Number.isInteger(value))) return false;
  return (
    (!known(ge) || value >= ge) && (!known(gt) || value > gt) && (!known(le) || value <= le) && (!known(lt) || value < lt)
  );
}

/** A number as people type it: `0.003`, `3e-3`, `0,5`, `1 000`. */
export function readNumber(text: string): number {
  const plain = text.trim().replace(/(?<=\d)[\s_](?=\d{3}\b)/g, '').replace(/^([+-]?\d+),(\d+(e[+-]?\d+)?)$/i, '$1.$2');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}

/** The number that a text says, if the option can be it. */
export function readBounded(option: OptionOut, text: string, whole: boolean): Read {
  const value = readNumber(text);
  return fits(option, value, whole) ? { value } : WRONG;
}

/**
 * The next value up or down: whole numbers by one (or ten), others by one in their first digit, so that a learning
 * rate goes 0.002, 0.001, 0.0009. Stays where the bounds end.
 */
export function stepped(option: OptionOut, value: number, direction: 1 | -1, whole: boolean, large: boolean): number {
  const size = whole ? (large ? 10 : 1) : digitOf(option, value, direction) * (large ? 10 : 1);
  const next = Number((value + direction * size).toPrecision(MOST_DIGITS));
  if (fits(option, next, whole)) return next;
  const end = direction === 1 ? option.le : option.ge;
  return known(end) ? end : value;
}

/** The size of the first digit of a value: 0.01 for 0.03; below 0.01 for what stands exactly at it. */
function digitOf(option: OptionOut, value: number, direction: 1 | -1): number {
  const start = Math.abs(value) || Math.abs(Number(option.default)) || (known(option.le) ? option.le / 10 : 1);
  const digit = 10 ** Math.floor(Math.log10(start) + 1e-9);
  const shrinks = direction === (value < 0 ? 1 : -1) && Math.abs(value) > 0;
  return shrinks && Math.abs(Math.abs(value) - digit) < digit * 1e-9 ? digit / 10 : digit;
}

function say(value: number): string {
  return number(value, 10);
}

function known(value: number | null | undefined): value is number {
  return typeof value === 'number';
}
