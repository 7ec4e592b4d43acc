import { expect, it } from 'vitest';
import { areDifferent, isUpright, type Line, sumAt } from './lines';

const line = (w1: number, w2: number, b = 0): Line => ({ w: [w1, w2], b });
const turned = (degrees: number, b = 0) => line(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180), b);

it('weighs both numbers and adds the bias', () => {
  expect(sumAt(line(2, -1, 0.5), 1, 3)).toBe(-0.5);
});

it('stands upright only without the second weight', () => {
  expect([line(1, 0), line(-2, 0.05)].map(isUpright)).toEqual([true, true]);
  expect([line(1, 0.1), line(0, 1), line(0, 0)].map(isUpright)).toEqual([false, false, false]);
});

it('takes lines for different when one is turned or moved enough', () => {
  expect(areDifferent(turned(0), turned(25))).toBe(true);
  expect(areDifferent(turned(0), turned(0, 0.5))).toBe(true);
  expect(areDifferent(turned(0), turned(10, 0.1))).toBe(false);
});

it('takes a line for the same when its sides have changed their colours, or its weights have grown', () => {
  expect(areDifferent(turned(30, 0.4), turned(210, -0.4))).toBe(false);
  expect(areDifferent(turned(175), turned(5))).toBe(false);
  expect(areDifferent(turned(0, 0.4), line(3, 0, 1.2))).toBe(false);
});
