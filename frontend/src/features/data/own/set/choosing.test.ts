import { describe, expect, it } from 'vitest';
import type { Spot } from '@/shared/lasso';
import { layoutOf } from '../../sheets';
import { caught, onwards, toggled, under } from './choosing';

/** Ten columns of 44 pixels, three rows, the last with three pictures. */
const LAYOUT = layoutOf(440, 23);
const box = (left: number, top: number, right: number, bottom: number): Spot[] => [[left, top], [right, top], [right, bottom], [left, bottom]];

describe('a lasso', () => {
  it('catches the pictures of which it goes round the middle', () => {
    expect(caught(box(0, 0, 70, 30), LAYOUT)).toEqual([0, 1]);
    expect(caught(box(20, 20, 24, 70), LAYOUT)).toEqual([0, 10]);
    expect(caught(box(0, 0, 20, 20), LAYOUT)).toEqual([]);
  });

  it('ends with the last picture, however far it is drawn', () => {
    expect(caught(box(-50, 90, 900, 900), LAYOUT)).toEqual([20, 21, 22]);
    expect(caught(box(-50, -50, 900, 900), LAYOUT)).toHaveLength(23);
  });

  it('looks at the rows that it reaches, among as many as there may be', () => {
    expect(caught(box(0, 440_000, 30, 440_030), layoutOf(440, 200_000))).toEqual([100_000]);
  });
});

it('finds the picture under the pointer', () => {
  expect(under([45, 45], LAYOUT)).toBe(11);
  expect(under([140, 100], LAYOUT)).toBeNull();
  expect(under([441, 10], LAYOUT)).toBeNull();
});

describe('a key', () => {
  it.each([
    ['ArrowRight', 4, 5],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 4, 14],
    ['ArrowDown', 14, 14],
    ['ArrowUp', 4, 4],
    ['PageDown', 4, 22],
    ['PageUp', 14, 0],
    ['End', 4, 22],
    ['Home', 14, 0],
  ])('%s leads from %i to %i', (key, from, to) => expect(onwards(key, from, LAYOUT, 5)).toBe(to));

  it('begins with the first picture, and End with the last', () => {
    expect(onwards('ArrowDown', null, LAYOUT, 5)).toBe(0);
    expect(onwards('End', null, LAYOUT, 5)).toBe(22);
  });

  it('leads nowhere where there is none, and is left alone if it means nothing here', () => {
    expect(onwards('ArrowDown', null, layoutOf(440, 0), 5)).toBeNull();
    expect(onwards('x', 4, LAYOUT, 5)).toBeNull();
  });
});

it('adds what is not chosen yet, and takes away what all is', () => {
  expect([...toggled(new Set([1, 2]), [2, 3])]).toEqual([1, 2, 3]);
  expect([...toggled(new Set([1, 2, 3]), [2, 3])]).toEqual([1]);
});
