/** Numbers, shares, sizes and times in the words of the current language. Values that are missing are shown as a dash. */
import i18next from 'i18next';
import { currentLanguage } from './language';

type Value = number | null | undefined;

const MISSING = '–';

const formats = new Map<string, Intl.NumberFormat>();

/** Making a format takes many times as long as writing with it, so each is kept. */
export function formatOf(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${currentLanguage()} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(currentLanguage(), options);
  formats.set(key, known);
  return known;
}

/** `11,738`; `digits` is the most digits after the point. What rounds to 0 has no sign. */
export function number(value: Value, digits = 0): string {
  if (!known(value)) return shownAsIs(value);
  return formatOf({ maximumFractionDigits: digits, signDisplay: 'negative' }).format(value);
}

/** A number with the digits that matter, such as a loss or a learning rate: `0.0312`, `0.000125`. */
export function significant(value: Value, digits = 3): string {
  if (!known(value)) return shownAsIs(value);
  return formatOf({ maximumSignificantDigits: digits, signDisplay: 'negative' }).format(value);
}

/** `98.4 %` for 0.984. */
export function percent(share: Value, digits = 1): string {
  if (!known(share)) return shownAsIs(share);
  const format = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return text('percent', { value: formatOf(format).format(share * 100) });
}

/** A large count in short: `1.2M`, `120万`, `1,2 млн`. */
export function count(value: Value): string {
  if (!known(value)) return shownAsIs(value);
  if (Math.abs(value) < 10_000) return number(value);
  return formatOf({ notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** `1.2 MB`. */
export function bytes(value: Value): string {
  if (!known(value)) return shownAsIs(value);
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  let step = 0;
  let size = value;
  while (size >= 999.5 && step < units.length - 1) {
    size /= 1000;
    step += 1;
  }
  const digits = step === 0 || size >= 99.5 ? 0 : 1;
  const unit = units[step];
  return formatOf({
    style: 'unit',
    unit,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: digits,
  }).format(size);
}

/** `0.2 ms`, `9 s`, `1 min 20 s`, `2 h 5 min`, `3 d 4 h`. */
export function duration(seconds: Value): string {
  if (!known(seconds)) return shownAsIs(seconds);
  if (seconds < 1) return text('milliseconds', { value: number(seconds * 1000, seconds < 0.01 ? 1 : 0) });
  if (seconds < 9.95) return text('seconds', { value: number(seconds, 1) });
  const whole = Math.round(seconds);
  if (whole < 60) return text('seconds', { value: number(whole) });
  const minutes = Math.round(whole / 60);
  if (whole < 3600) return pair('minutes', Math.floor(whole / 60), 'seconds', whole % 60);
  if (minutes < 1440) return pair('hours', Math.floor(minutes / 60), 'minutes', minutes % 60);
  const hours = Math.round(minutes / 60);
  return pair('days', Math.floor(hours / 24), 'hours', hours % 24);
}

/** `3 seconds ago`, `yesterday`: how long before (or after) `now` a moment is. */
export function relativeTime(moment: Date | string | number, now: number = Date.now()): string {
  const seconds = (new Date(moment).getTime() - now) / 1000;
  const format = new Intl.RelativeTimeFormat(currentLanguage(), { numeric: 'auto' });
  const size = Math.abs(seconds);
  if (size < 60) return format.format(Math.trunc(seconds), 'second');
  if (size < 3600) return format.format(Math.trunc(seconds / 60), 'minute');
  if (size < 86_400) return format.format(Math.trunc(seconds / 3600), 'hour');
  return format.format(Math.trunc(seconds / 86_400), 'day');
}

/** Day and time of a moment: `22 Nov 2026, 02:14`. */
export function dateTime(moment: Date | string | number): string {
  const format = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(currentLanguage(), format).format(new Date(moment));
}

/** `28 × 28`: sizes as they are said. */
export function sizes(shape: readonly number[]): string {
  return shape.map((size) => number(size)).join(' × ');
}

/** "a, b and c" in the current language. */
export function listing(words: readonly string[]): string {
  return new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(words);
}

function known(value: Value): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** A number that is none has its own word, since it is the sign of a run that went wrong. */
function shownAsIs(value: Value): string {
  if (typeof value !== 'number') return MISSING;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
}

function pair(large: string, first: number, small: string, second: number): string {
  const start = text(large, { value: number(first) });
  return second === 0 ? start : `${start} ${text(small, { value: number(second) })}`;
}

function text(key: string, values: Record<string, string>): string {
  return i18next.t(key, { ns: 'format', ...values });
}
