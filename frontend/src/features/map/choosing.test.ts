import { describe, expect, it } from 'vitest';
import type { Spot } from '@/shared/lasso';
import { between, caught, counted, nearest, onwards } from './choosing';
import type { Places } from './places';

const all = () => true;
/** A grid of three by three around the middle: 0 is at the top on the left, 4 in the middle. */
const GRID: Places = Float32Array.from([-1, 0, 1].flatMap((y) => [-1, 0, 1].flatMap((x) => [x, y])));

describe('a lasso', () => {
  it('catches shown points alone', () => {
    const upper: Spot[] = [[-2, -2], [2, -2], [2, 0.5], [-2, 0.5]];
    expect(caught(upper, GRID, all)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(caught(upper, GRID, (point) => point % 2 === 1)).toEqual([1, 3, 5]);
  });
});

it('finds all points in the rectangle between two, whichever corner each of them is', () => {
  expect(between(1, 5, GRID, all)).toEqual([1, 2, 4, 5]);
  expect(between(5, 1, GRID, all)).toEqual([1, 2, 4, 5]);
  expect(between(3, 1, GRID, all)).toEqual([0, 1, 3, 4]);
  expect(between(4, 4, GRID, all)).toEqual([4]);
  expect(between(0, 8, GRID, (point) => point !== 4)).toHaveLength(8);
});

it('finds the nearest shown point within reach', () => {
  expect(nearest(GRID, all, 0.6, 0.9)).toBe(8);
  expect(nearest(GRID, (point) => point !== 8, 0.6, 0.9)).toBe(7);
  expect(nearest(GRID, all, 0.5, 0.5, 0.3)).toBe(null);
  expect(nearest(new Float32Array(0), all, 0, 0)).toBe(null);
});

describe('an arrow key', () => {
  it('goes to the neighbour on its side', () => {
    expect(onwards(GRID, all, 4, 'ArrowLeft')).toBe(3);
    expect(onwards(GRID, all, 4, 'ArrowRight')).toBe(5);
    expect(onwards(GRID, all, 4, 'ArrowUp')).toBe(1);
    expect(onwards(GRID, all, 4, 'ArrowDown')).toBe(7);
  });

  it('passes hidden points, takes what lies aside where nothing is straight ahead, and stays at the edge', () => {
    expect(onwards(GRID, (point) => point !== 4, 3, 'ArrowRight')).toBe(5);
    const aside = Float32Array.from([0, 0, 0.1, 5]);
    expect(onwards(aside, all, 0, 'ArrowRight')).toBe(1);
    expect(onwards(GRID, all, 5, 'ArrowRight')).toBe(5);
  });

  it('reaches every point of a cloud', () => {
    const cloud = Float32Array.from({ length: 80 }, (_, place) => Math.sin(7.3 * place * place));
    const seen = new Set([0]);
    for (const point of seen) for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) seen.add(onwards(cloud, all, point, key));
    expect(seen.size).toBe(40);
  });
});

it('counts the classes among some points, the most frequent first', () => {
  expect(counted([0, 1, 3, 4], [9, 4, 4, 4, 9, 1])).toEqual([
    { label: 4, count: 2 },
    { label: 9, count: 2 },
  ]);
  expect(counted([], [1])).toEqual([]);
});
