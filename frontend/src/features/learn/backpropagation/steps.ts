/** What each step of the lesson asks for, what it opens, and how the answer is worked out. */
import { number } from '@/shared/format';
import type { Numbers, Slope, Value } from './engine';

export type Name = Value | Slope;

interface Question {
  asks: Name;
  /** The numbers that are seen from when the step is solved. */
  opens: readonly Name[];
  working: (of: (name: Name) => string) => string;
}

export const QUESTIONS: Readonly<Record<string, Question>> = {
  forward: {
    asks: 'z',
    opens: ['z', 'h', 'y', 'L'],
    working: (of) => `z = w₁ · x + b₁ = ${of('w1')} · ${of('x')} + ${of('b1')} = ${of('z')}`,
  },
  end: { asks: 'dy', opens: ['dy'], working: (of) => `dy = y − t = ${of('y')} − ${of('t')} = ${of('dy')}` },
  weight: {
    asks: 'dw2',
    opens: ['dw2', 'db2'],
    working: (of) => `dw₂ = dy · h = ${of('dy')} · ${of('h')} = ${of('dw2')}`,
  },
  through: {
    asks: 'dz',
    opens: ['dh', 'dz'],
    working: (of) =>
      `dh = dy · w₂ = ${of('dy')} · ${of('w2')} = ${of('dh')}\n` +
      `dz = dh · h · (1 − h) = ${of('dh')} · ${of('h')} · (1 − ${of('h')}) = ${of('dz')}`,
  },
  first: {
    asks: 'dw1',
    opens: ['dw1', 'db1'],
    working: (of) => `dw₁ = dz · x = ${of('dz')} · ${of('x')} = ${of('dw1')}`,
  },
};

/** The numbers that are not to be seen yet: those of later steps, and of this one until it is solved. */
export function hidden(step: string, solved: boolean): ReadonlySet<Name> {
  const steps = Object.keys(QUESTIONS);
  const later = steps.slice(steps.indexOf(step) + (solved ? 1 : 0));
  return new Set(later.flatMap((one) => QUESTIONS[one]?.opens ?? []));
}

/** A number as the lesson writes it: three decimals. */
export function written(value: number): string {
  return number(value, 3);
}

/** The numbers of a formula; negative ones in brackets. */
export function inFormula(numbers: Numbers): (name: Name) => string {
  return (name) => (numbers[name] < 0 ? `(${written(numbers[name])})` : written(numbers[name]));
}

/** `w₁` for `w1`. */
export function symbol(name: string): string {
  return name.replace('1', '₁').replace('2', '₂');
}
