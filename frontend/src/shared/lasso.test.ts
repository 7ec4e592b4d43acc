import { describe, expect, it } from 'vitest';
import { isClick, type Spot, within } from './lasso';

const SQUARE: Spot[] = [[0, 0], [1, 0], [1, 1], [0, 1]];

describe('a lasso', () => {
  it('holds what lies within its line, and nothing beside it', () => {
    expect(within(SQUARE, 0.5, 0.5)).toBe(true);
    for (const [x, y] of [[-0.1, 0.5], [1.1, 0.5], [0.5, -0.1], [0.5, 1.1]] as const) expect(within(SQUARE, x, y)).toBe(false);
  });

  it('closes by itself, in whichever direction it is drawn', () => {
    expect(within(SQUARE.toReversed(), 0.5, 0.5)).toBe(true);
    expect(within(SQUARE.slice(0, 3), 0.75, 0.5)).toBe(true);
    expect(within(SQUARE.slice(0, 3), 0.25, 0.5)).toBe(false);
  });

  it('leaves out the bay of a shape that bends around it', () => {
    const bow: Spot[] = [[0, 0], [3, 0], [3, 3], [2, 3], [2, 1], [1, 1], [1, 3], [0, 3]];
    expect(within(bow, 0.5, 2)).toBe(true);
    expect(within(bow, 2.5, 2)).toBe(true);
    expect(within(bow, 1.5, 2)).toBe(false);
    expect(within(bow, 1.5, 0.5)).toBe(true);
  });

  it('counts a corner at the height of a place once', () => {
    const diamond: Spot[] = [[0, -1], [1, 0], [0, 1], [-1, 0]];
    expect(within(diamond, 0, 0)).toBe(true);
    expect(within(diamond, -2, 0)).toBe(false);
    expect(within(diamond, 2, 0)).toBe(false);
  });

  it('holds nothing before it is a shape', () => {
    expect(within([], 0, 0)).toBe(false);
    expect(within([[0, 0]], 0, 0)).toBe(false);
  });
});

it('tells a click from a line, however far the hand has come back', () => {
  expect(isClick([[10, 10], [12, 9]], 6)).toBe(true);
  expect(isClick([[10, 10], [40, 10], [10, 10]], 6)).toBe(false);
});
