import { describe, expect, it } from 'vitest';
import { nextRate, readRate } from './rate';

describe('a learning rate', () => {
  it.each([['0.003', 0.003], [' 0,01 ', 0.01], ['1e-4', 0.0001]])('is read from %j', (text, rate) =>
    expect(readRate(text)).toBe(rate));

  it.each(['', 'fast', '0', '-1', '1e9', 'Infinity'])('is not read from %j', (text) => expect(readRate(text)).toBeNull());

  it.each([[0.001, 0.002], [0.005, 0.01], [0.0042, 0.005], [1, 2], [0.1, 0.2]])('rises from %d to %d', (from, to) =>
    expect(nextRate(from, 1)).toBeCloseTo(to, 12));

  it.each([[0.01, 0.005], [0.003, 0.002], [0.0042, 0.003], [1, 0.5]])('falls from %d to %d', (from, to) =>
    expect(nextRate(from, -1)).toBeCloseTo(to, 12));
});
