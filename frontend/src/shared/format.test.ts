import { describe, expect, it } from 'vitest';
import { bytes, count, duration, listing, number, percent, relativeTime, significant, sizes } from './format';
import { chooseLanguage } from './language';

/** Intl puts spaces that do not break; to a reader they are spaces. */
const plain = (text: string) => text.replace(/\s/gu, ' ');

describe('in English', () => {
  it.each([
    [() => number(11_738), '11,738'],
    [() => number(0.25, 2), '0.25'],
    [() => significant(0.000_125), '0.000125'],
    [() => percent(0.984), '98.4 %'],
    [() => percent(1), '100.0 %'],
    [() => count(9_999), '9,999'],
    [() => count(1_234_567), '1.2M'],
    [() => bytes(512), '512 bytes'],
    [() => bytes(1_230_000), '1.2 MB'],
    [() => bytes(999_700), '1 MB'],
    [() => duration(0.000_2), '0.2 ms'],
    [() => duration(0.34), '340 ms'],
    [() => duration(9), '9 s'],
    [() => duration(59.7), '1 min'],
    [() => duration(80), '1 min 20 s'],
    [() => duration(3_599.9), '1 h'],
    [() => duration(7_500), '2 h 5 min'],
    [() => duration(273_600), '3 d 4 h'],
    [() => sizes([28, 28]), '28 × 28'],
    [() => listing(['conv', 'relu', 'dense']), 'conv, relu, and dense'],
  ] as const)('%s gives %s', (write, wanted) => expect(plain(write())).toBe(wanted));

  it('shows what is missing as a dash and what is no number by its word', () => {
    expect([number(null), percent(undefined), duration(null)]).toEqual(['–', '–', '–']);
    expect([significant(NaN), percent(-Infinity)]).toEqual(['NaN', '−∞']);
  });

  it('tells how long ago something was', () => {
    const now = Date.parse('2026-01-02T12:00:00Z');
    expect(relativeTime('2026-01-02T11:59:57Z', now)).toBe('3 seconds ago');
    expect(relativeTime('2026-01-02T10:00:00Z', now)).toBe('2 hours ago');
    expect(relativeTime('2026-01-01T11:00:00Z', now)).toBe('yesterday');
  });
});

it('writes numbers and units as Russian does', async () => {
  await chooseLanguage('ru');
  const written = [number(11_738), percent(0.984), duration(80), bytes(1_200_000)].map(plain);
  expect(written).toEqual(['11 738', '98,4 %', '1 мин 20 с', '1,2 МБ']);
});

it('writes numbers and units as Japanese does', async () => {
  await chooseLanguage('ja');
  expect([percent(0.984), duration(80), count(1_200_000)].map(plain)).toEqual(['98.4%', '1 分 20 秒', '120万']);
});

it('writes no sign before what rounds to 0', () => {
  expect(number(-0.004, 2)).toBe('0');
  expect(number(-0.006, 2)).toBe('-0.01');
  expect(significant(-0)).toBe('0');
});
