import { expect, it } from 'vitest';
import type { MapsOut } from '@/api';
import { answersToUprightEdges, changesOf, inner, LEVEL_EDGES, middle } from './kernel';

it('puts the nine weights into the middle of the first filter, and nothing anywhere else', () => {
  const changes = changesOf([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const at = (...index: number[]) => changes.find((one) => one.parameter === 'conv_1.W' && one.index.join() === index.join())?.value;
  expect([at(1, 1, 0, 0), at(1, 3, 0, 0), at(2, 2, 0, 0), at(3, 3, 0, 0)]).toEqual([1, 3, 5, 9]);
  expect([at(0, 1, 0, 0), at(4, 4, 0, 0), at(2, 2, 0, 1)]).toEqual([0, 0, 0]);
  expect(changes.filter(({ value }) => value !== 0)).toHaveLength(9);
  expect(changes).toHaveLength(5 * 5 * 6 + 6);
});

it('keeps the places at which the kernel lies inside of the picture', () => {
  const bytes = Array.from({ length: 16 }, (_, place) => place + 1);
  const page: MapsOut = { planes: btoa(String.fromCharCode(...bytes, 99, 99)), count: 6, height: 4, width: 4, numbers: [[0], [1]], start: 0, total: 6, size: [4, 4], limit: 3 };
  const { planes, count, width, height } = inner(page);
  expect([...atob(planes)].map((letter) => letter.charCodeAt(0))).toEqual([6, 7, 10, 11]);
  expect([count, width, height]).toEqual([1, 2, 2]);
});

it('takes the middle of a window', () => {
  const values = Array.from({ length: 25 }, (_, place) => place);
  expect(middle({ rows: 5, columns: 5, values }).values).toEqual([6, 7, 8, 11, 12, 13, 16, 17, 18]);
});

it('knows upright edges from level ones, and from a kernel that is not finished', () => {
  expect(answersToUprightEdges([-1, 0, 1, -1, 0, 1, -1, 0, 1])).toBe(true);
  expect(answersToUprightEdges(LEVEL_EDGES)).toBe(false);
  expect(answersToUprightEdges([1, 0, -1, 1, 0, -1, 1, 0, -1])).toBe(false);
  expect(answersToUprightEdges([-1, 0, 1, -1, 1, 1, -1, 0, 1])).toBe(false);
  expect(answersToUprightEdges([-1, 0, 1, -1, 0, 0, -1, 0, 1])).toBe(false);
});
