import { describe, expect, it } from 'vitest';
import type { SweepPoint } from '@/api';
import { curveOf, refusalOf, rowsOf, runsOf, secondsOf } from './plan';

const plan = { shares: [0.2, 0.8], seeds: 3, steps: 500 };
const point = (share: number, seed: number, fidelity: number | null): SweepPoint => ({
  share, seed, fidelity, diversity: null, noise: share * 10, label: 10 - share * 10, run: `r${share}${seed}`, name: '', state: 'succeeded',
  paused: false, step: 1, steps: 1, agreement: null, spread: null, classes_seen: null, frame: null, version: null,
});

describe('a plan', () => {
  it('counts its runs and how long they take', () => {
    expect(runsOf(plan)).toBe(6);
    expect(secondsOf(plan, { seconds: 100, steps: 1000 })).toBe(300);
    expect(secondsOf(plan, { seconds: null, steps: 1000 })).toBeNull();
  });

  it('says why it cannot begin', () => {
    expect(refusalOf(plan)).toBeNull();
    expect(refusalOf({ ...plan, shares: [] })).toBe('noShares');
    expect(refusalOf({ ...plan, steps: Number('x') })).toBe('noSteps');
    expect(refusalOf({ ...plan, seeds: 40 })).toBe('tooMany');
  });
});

it('draws the mean over the seeds, where anything was measured', () => {
  const points = [point(0.8, 0, 0.5), point(0.2, 0, 0.9), point(0.8, 1, 0.7), point(0.5, 0, null)];
  expect(curveOf(points, 'fidelity')).toEqual([{ x: 0.2, y: 0.9 }, { x: 0.8, y: 0.6 }]);
  expect(curveOf(points, 'diversity')).toEqual([]);
});

it('puts the runs of each share in a row, in the order of their seeds', () => {
  const rows = rowsOf({ points: [point(0.8, 1, 0), point(0.2, 0, 0), point(0.8, 0, 0)] });
  expect(rows.map(({ share, noise, runs }) => [share, noise, runs.map(({ seed }) => seed)])).toEqual([[0.2, 2, [0]], [0.8, 8, [0, 1]]]);
});
