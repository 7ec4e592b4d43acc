/** The experiment with noise and label as `netsumiki sweep noise-label` wrote it; `docs/generate.md` tells of it. */
import experiment from '../../../../../docs/noise-label.json';
import type { Point } from '@/shared/charts/lines';

/** The runs of one share together, as means; without numbers where all of them failed. */
export interface Curve {
  noise: number;
  label: number;
  fidelity: number | null;
  diversity: number | null;
}

interface Experiment {
  asked: { total: number; steps: number; count: number };
  /** How many of them there were in all. */
  runs: number;
  curves: readonly Curve[];
  /** Which sentence says what they show together. */
  code: string;
}

const { asked, finding } = experiment;

export const EXPERIMENT: Experiment = { asked, runs: finding.facts.runs, curves: finding.curves, code: finding.code };

/** The share whose pictures differ most. */
export function mostDiverse(curves: readonly Curve[]): Curve | undefined {
  return curves.reduce<Curve | undefined>((best, one) => ((one.diversity ?? 0) > (best?.diversity ?? 0) ? one : best), undefined);
}

export function lineOf(curves: readonly Curve[], what: 'fidelity' | 'diversity'): Point[] {
  return curves.map((curve) => ({ x: curve.noise, y: curve[what] }));
}
