/** The lines of a run's two charts. */
import type { Line } from '@/shared/charts';
import type { Course } from '@/shared/course';

const DASH = [6, 3]; // of the validation, beside its colour

export function curveLines(course: Course | undefined, words: { training: string; validation: string }) {
  const of = (what: 'loss' | 'accuracy'): Line[] => [
    {
      label: words.training,
      colour: '--curve-training',
      points: (course?.progress ?? []).map((point) => ({ x: point.step, y: point[what] })),
    },
    {
      label: words.validation,
      colour: '--curve-validation',
      dash: DASH,
      points: (course?.evaluated ?? []).map((point) => ({ x: point.step, y: point[what] })),
    },
  ];
  return { loss: of('loss'), accuracy: of('accuracy') };
}
