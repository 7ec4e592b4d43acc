/** What an experiment asks for, how long it takes, and what its runs show together. */
import type { SweepOut, SweepPoint } from '@/api';
import type { Point } from '@/shared/charts/lines';

export const SHARES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;
export const FIRST_SHARES: readonly number[] = [0.1, 0.3, 0.5, 0.7, 0.9];
export const FIRST_STEPS = 600;
export const MOST_STEPS = 1_000_000;
export const MOST_RUNS = 60;

export interface Plan {
  shares: readonly number[];
  seeds: number;
  steps: number;
}

export function runsOf({ shares, seeds }: Plan): number {
  return shares.length * seeds;
}

/** Seconds for all runs, from what the whole recipe takes; null where that was never measured. */
export function secondsOf(plan: Plan, recipe: { seconds: number | null; steps: number | null }): number | null {
  if (!recipe.seconds || !recipe.steps) return null;
  return (runsOf(plan) * plan.steps * recipe.seconds) / recipe.steps;
}

/** The key of the sentence that says why it cannot begin; null where it can. */
export function refusalOf(plan: Plan): 'noShares' | 'noSteps' | 'tooMany' | null {
  if (plan.shares.length === 0) return 'noShares';
  if (!Number.isInteger(plan.steps) || plan.steps < 1 || plan.steps > MOST_STEPS) return 'noSteps';
  return runsOf(plan) > MOST_RUNS ? 'tooMany' : null;
}

/** The mean over the seeds of what was measured, for each share at which something was. */
export function curveOf(points: readonly SweepPoint[], what: 'fidelity' | 'diversity'): Point[] {
  const shares = [...new Set(points.map(({ share }) => share))].sort((one, other) => one - other);
  return shares.flatMap((share) => {
    const known = points.filter((point) => point.share === share).flatMap((point) => point[what] ?? []);
    return known.length === 0 ? [] : [{ x: share, y: known.reduce((sum, value) => sum + value, 0) / known.length }];
  });
}

/** The runs of each share, in the order of the seeds. */
export function rowsOf({ points }: Pick<SweepOut, 'points'>): { share: number; noise: number; label: number; runs: SweepPoint[] }[] {
  const shares = [...new Set(points.map(({ share }) => share))].sort((one, other) => one - other);
  return shares.map((share) => {
    const runs = points.filter((point) => point.share === share).sort((one, other) => one.seed - other.seed);
    const { noise = 0, label = 0 } = runs[0] ?? {};
    return { share, noise, label, runs };
  });
}
