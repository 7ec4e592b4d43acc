/** Loss and accuracy over the steps, with so few points that drawing them stays quick. */
import type { LabMeasuredBoth } from '@/api';

export type Course = readonly { step: number; measured: LabMeasuredBoth }[];

const MOST = 400;

/** With what was measured at a step; a step before the last one begins anew, and when it gets long every other one goes. */
export function extended(course: Course, step: number, measured: LabMeasuredBoth): Course {
  const before = course.filter((point) => point.step < step);
  const kept = before.length + 1 < course.length ? [] : before;
  const longer = [...kept, { step, measured }];
  return longer.length <= MOST ? longer : longer.filter((_, place) => place % 2 === 0 || place === longer.length - 1);
}
