/** The twelve lessons in their order; their words are in `locales/lessons`, what is tried out in a folder of its own each. */
import { type ComponentType, lazy, type ReactNode } from 'react';
import type { Drawing } from '@/shared/drawn';

export interface Lesson {
  name: string;
  /** The program in `examples` that shows the same idea. */
  example: string;
  /** Its steps: each has a text, a task, and what is said when the task is done. */
  steps: readonly string[];
}

/** What stands beside the text: the live part of a lesson, one component for all of its steps. */
export interface FragmentProps {
  /** The step that is being read. */
  step: string;
  /** Say that the task of this step is done; saying so again changes nothing. */
  complete: () => void;
  /** The studio's drawing pad. */
  pad: ReactNode;
  /** What is on the pad. */
  drawing: Drawing;
}

const ALL: readonly Lesson[] = [
  { name: 'neuron', example: '01_one_neuron', steps: ['line', 'bias', 'sum', 'apart', 'limit'] },
  { name: 'activations', example: '02_activations', steps: ['step', 'sigmoid', 'relu', 'leaky', 'together'] },
  { name: 'logistic', example: '03_logistic_regression', steps: ['train', 'sure', 'noise', 'xor', 'feature'] },
  { name: 'descent', example: '04_gradient_descent', steps: ['place', 'walk', 'slow', 'fast', 'best'] },
  { name: 'backpropagation', example: '05_backpropagation', steps: ['forward', 'end', 'weight', 'through', 'first'] },
  { name: 'digits', example: '06_three_layers', steps: ['look', 'one', 'many', 'weights', 'draw'] },
  { name: 'batches', example: '07_mini_batches', steps: ['noise', 'valley', 'momentum', 'adam'] },
  { name: 'convolution', example: '08_convolution', steps: ['slide', 'paint', 'learnt', 'pool', 'count'] },
  { name: 'deep', example: '09_batch_norm', steps: ['fade', 'explode', 'he', 'norm'] },
  { name: 'memory', example: '10_rnn_lstm', steps: ['state', 'gates', 'next', 'write'] },
  { name: 'gan', example: '11_gan', steps: ['play', 'noise', 'ratio', 'judge'] },
  { name: 'decision', example: '12_reading_a_decision', steps: ['gradient', 'shares', 'cam', 'fool', 'sane'] },
];

const fragments = import.meta.glob<{ Fragment: ComponentType<FragmentProps> }>('./*/Fragment.tsx');

export const LESSONS: readonly Lesson[] = ALL.filter(({ name }) => `./${name}/Fragment.tsx` in fragments);

/** The live part of each lesson, fetched when the lesson is opened. */
export const FRAGMENTS: Readonly<Record<string, ComponentType<FragmentProps>>> = Object.fromEntries(
  LESSONS.map(({ name }) => [
    name,
    lazy(async () => ({ default: (await (fragments[`./${name}/Fragment.tsx`] as () => Promise<{ Fragment: ComponentType<FragmentProps> }>)()).Fragment })),
  ]),
);

export function lessonOf(name: string | undefined): Lesson | undefined {
  return LESSONS.find((lesson) => lesson.name === name);
}

/** The one after it, if there is one. */
export function after({ name }: Lesson): Lesson | undefined {
  return LESSONS[LESSONS.findIndex((lesson) => lesson.name === name) + 1];
}
