import { expect, it } from 'vitest';
import { voteField } from './boundary';

const points = { x: [-1, -0.9, 1, 0.9], y: [0, 0.1, 0, -0.1], label: [0, 0, 1, 1] };

it('gives each place to the class whose points are near', () => {
  const cells = 10;
  const { values } = voteField(points, cells);
  const middleRow = Array.from(values.slice(5 * cells, 6 * cells));
  expect(middleRow[0]).toBeLessThan(-0.5);
  expect(middleRow.at(-1)).toBeGreaterThan(0.5);
  expect(values.every((value) => value >= -1 && value <= 1)).toBe(true);
});

it('covers all points with some margin', () => {
  const { left, width, bottom, height } = voteField(points, 4);
  expect(left).toBeLessThan(-1);
  expect(left + width).toBeGreaterThan(1);
  expect(bottom + height).toBeGreaterThan(0.1);
});
