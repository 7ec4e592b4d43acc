import { expect, it } from 'vitest';
import { type Course, extended } from './course';

const measured = (loss: number) => ({ training: { loss, accuracy: 0.5 }, test: { loss, accuracy: 0.5 } });
const steps = (course: Course) => course.map(({ step }) => step);

it('adds what was measured at a later step, and replaces what was measured at the same one', () => {
  const course = [0, 1, 2].reduce<Course>((all, step) => extended(all, step, measured(step)), []);
  const again = extended(course, 2, measured(9));
  expect(steps(again)).toEqual([0, 1, 2]);
  expect(again.at(-1)?.measured.test.loss).toBe(9);
});

it('begins anew when the network does', () => {
  const course = [0, 5, 10].reduce<Course>((all, step) => extended(all, step, measured(1)), []);
  expect(steps(extended(course, 0, measured(1)))).toEqual([0]);
});

it('stays short, from the first step to the newest', () => {
  let course: Course = [];
  for (let step = 0; step < 5000; step += 1) course = extended(course, step, measured(1));
  expect(course.length).toBeLessThanOrEqual(400);
  expect(course[0]?.step).toBe(0);
  expect(course.at(-1)?.step).toBe(4999);
});
