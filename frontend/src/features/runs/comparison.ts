/** Several runs side by side: their curves, what came of them, and whether two gave the very same numbers. */
import type { RunDetail } from '@/api';
import { type Line, seriesLook } from '@/shared/charts';
import type { Course } from '@/shared/course';
import { accuracyOf } from './listing';

export interface Compared {
  run: RunDetail;
  course: Course | undefined;
}

export const AXES = ['step', 'epoch', 'seconds'] as const;
export type Axis = (typeof AXES)[number];

/** Training curves never stand alone. */
export const SHOWN = ['validation', 'both'] as const;
export type Shown = (typeof SHOWN)[number];

interface Told {
  step: number;
  seconds: number;
  loss: number | null;
  accuracy: number | null;
}

export function comparedLines(
  all: readonly Compared[],
  what: 'loss' | 'accuracy',
  shown: Shown,
  axis: Axis,
  trainingWord: string,
): Line[] {
  return all.flatMap(({ run, course }, place) => {
    const look = seriesLook(place);
    const of = (points: readonly Told[]) => points.map((point) => ({ x: positionOf(point, run, axis), y: point[what] }));
    const validation = { label: run.name, ...look, points: of(course?.evaluated ?? []) };
    const training = { label: `${run.name} ${trainingWord}`, ...look, thin: true, points: of(course?.progress ?? []) };
    return shown === 'both' ? [training, validation] : [validation];
  });
}

function positionOf(point: Told, { progress }: RunDetail, axis: Axis): number {
  if (axis === 'seconds') return point.seconds;
  const { steps, epochs } = progress;
  return axis === 'epoch' && steps && epochs ? (point.step * epochs) / steps : point.step;
}

export const RESULTS = ['accuracy', 'test_accuracy', 'test_loss', 'validation_loss', 'loss', 'parameters', 'seconds', 'images_per_second', 'size'] as const;
export type Result = (typeof RESULTS)[number];

const LOWER_IS_BETTER = new Set<Result>(['test_loss', 'validation_loss', 'loss', 'seconds']);
const NEITHER_IS_BETTER = new Set<Result>(['parameters', 'size']);

export function resultOf({ run, course }: Compared, result: Result): number | null {
  switch (result) {
    case 'loss': // of a whole epoch: what is reported in between depends on the clock
      return course?.evaluated.at(-1)?.trainingLoss ?? run.progress.loss ?? null;
    case 'accuracy':
      return run.progress.best_validation_accuracy ?? accuracyOf(run);
    case 'size':
      return run.size || null;
    default:
      return run.progress[result] ?? null;
  }
}

/** The places of the best values; none where there is nothing to choose from. */
export function bestOf(values: readonly (number | null)[], result: Result): ReadonlySet<number> {
  const known = values.filter((value) => value !== null);
  if (NEITHER_IS_BETTER.has(result) || known.length < 2 || new Set(known).size < 2) return new Set();
  const best = LOWER_IS_BETTER.has(result) ? Math.min(...known) : Math.max(...known);
  return new Set(values.flatMap((value, place) => (value === best ? [place] : [])));
}

/** Whether both runs ended and every number that was measured is the same to the last bit. */
export function identical(one: Compared, other: Compared): boolean {
  const [a, b] = [numbersOf(one), numbersOf(other)];
  return a !== null && b !== null && a === b;
}

function numbersOf({ run, course }: Compared): string | null {
  if (run.state !== 'succeeded' || !course) return null;
  const { test_accuracy, test_loss, parameters } = run.progress;
  const measured = course.evaluated.map(({ step, loss, accuracy }) => [step, loss, accuracy]);
  return JSON.stringify([test_accuracy, test_loss, parameters, measured]);
}
