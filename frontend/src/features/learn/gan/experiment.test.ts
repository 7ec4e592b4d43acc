import { expect, it } from 'vitest';
import { EXPERIMENT, lineOf, mostDiverse } from './experiment';

const curve = (noise: number, fidelity: number | null, diversity: number | null) => ({ noise, label: 10 - noise, fidelity, diversity });

it('knows the most diverse share, also where a run failed', () => {
  const curves = [curve(1, 0.9, 0.3), curve(5, 0.8, 1.1), curve(9, null, null)];
  expect(mostDiverse(curves)).toBe(curves[1]);
  expect(mostDiverse([])).toBeUndefined();
  expect(lineOf(curves, 'fidelity')).toEqual([{ x: 1, y: 0.9 }, { x: 5, y: 0.8 }, { x: 9, y: null }]);
});

it('shows every share of the experiment, all of one total, by rising noise', () => {
  const { asked, curves } = EXPERIMENT;
  expect(curves.length).toBeGreaterThan(2);
  expect(curves.every(({ noise, label }) => noise + label === asked.total)).toBe(true);
  expect(curves.map(({ noise }) => noise)).toEqual(curves.map(({ noise }) => noise).sort((one, other) => one - other));
});
