import { expect, it } from 'vitest';
import { isBlack, pageOf, pointedAt, sharesOf } from './explanation';

const base64 = (...bytes: number[]) => btoa(String.fromCharCode(...bytes));
const at = (y: number, x: number) => ({ plane: 0, y, x });

it('reads a map with signs, and finds its largest number', () => {
  const page = pageOf({ pixels: base64(128, 1, 255, 191), width: 2, height: 2, signed: true, limit: 2 });
  expect(pointedAt(page, at(0, 1))).toEqual({ value: -2, share: -1, isLargest: false });
  expect(pointedAt(page, at(1, 0))).toEqual({ value: 2, share: 1, isLargest: true });
  expect(pointedAt(page, at(2, 0))).toBeNull();
});

it('reads a map without signs from 0 on', () => {
  const page = pageOf({ pixels: base64(0, 255, 51, 0), width: 2, height: 2, signed: false, limit: 1 });
  expect(pointedAt(page, at(0, 0))?.value).toBe(0);
  expect(pointedAt(page, at(0, 1))).toEqual({ value: 1, share: 1, isLargest: true });
  expect(pointedAt(page, at(1, 0))?.share).toBeCloseTo(0.2, 2);
});

it('finds no largest number where all are 0', () => {
  const page = pageOf({ pixels: base64(0, 0), width: 2, height: 1, signed: false, limit: 0 });
  expect(pointedAt(page, at(0, 0))).toEqual({ value: 0, share: 0, isLargest: false });
});

it('knows where the pen has not been', () => {
  const drawn = { seen: base64(0, 7), width: 2 };
  expect([isBlack(drawn, at(0, 0)), isBlack(drawn, at(0, 1))]).toEqual([true, false]);
  expect(isBlack({ seen: null, width: 2 }, at(0, 0))).toBe(false);
});

it('tells what the shares add up to, and the score that they start from', () => {
  const told = sharesOf({ score: 9, facts: { difference: [10], gap: [0.25] } });
  expect(told).toEqual({ sum: 9.75, difference: 10, black: -1 });
});
