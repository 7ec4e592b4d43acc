import { describe, expect, it } from 'vitest';
import type { RunDetail } from '@/api';
import type { Course, EvaluatedPoint, ProgressPoint } from '@/shared/course';
import { bestOf, type Compared, comparedLines, identical } from './comparison';

const evaluated = (step: number, accuracy: number) =>
  ({ id: 0, step, epoch: 1, loss: 1 - accuracy, accuracy, seconds: step / 10 }) as EvaluatedPoint;

function compared(name: string, points: EvaluatedPoint[], some: Partial<RunDetail> = {}): Compared {
  const progress = { step: 20, steps: 20, epochs: 2, test_accuracy: 0.9, test_loss: 0.1, parameters: 7 };
  const training = [{ id: 0, step: 5, loss: 2, accuracy: 0.2, seconds: 0.5 }] as ProgressPoint[];
  return {
    run: { id: name, name, state: 'succeeded', progress, ...some } as RunDetail,
    course: { evaluated: points, progress: training } as unknown as Course,
  };
}

const one = compared('calm-otter', [evaluated(10, 0.8), evaluated(20, 0.9)]);
const same = compared('bold-fox', [evaluated(10, 0.8), evaluated(20, 0.9)]);

describe('runs side by side', () => {
  it.each([
    ['step', [10, 20]],
    ['epoch', [1, 2]],
    ['seconds', [1, 2]],
  ] as const)('are drawn over their %s', (axis, wanted) => {
    const [line] = comparedLines([one], 'accuracy', 'validation', axis, 'training');
    expect(line?.points.map((point) => point.x)).toEqual(wanted);
  });

  it('have their training drawn thinly beside the validation, in the same colour', () => {
    const lines = comparedLines([one, same], 'loss', 'both', 'step', 'training');
    expect(lines.map(({ label, thin }) => [label, thin ?? false])).toEqual([
      ['calm-otter training', true], ['calm-otter', false], ['bold-fox training', true], ['bold-fox', false],
    ]);
    expect(lines[0]?.colour).toBe(lines[1]?.colour);
    expect(lines[1]?.colour).not.toBe(lines[3]?.colour);
  });

  it('are identical where every number is', () => {
    expect(identical(one, same)).toBe(true);
    expect(identical(one, compared('wise-owl', [evaluated(10, 0.8), evaluated(20, 0.9000001)]))).toBe(false);
  });

  it('are not called identical before they have ended', () => {
    const running = compared('bold-fox', [evaluated(10, 0.8), evaluated(20, 0.9)], { state: 'running' });
    expect(identical(running, running)).toBe(false);
  });
});

describe('the best result', () => {
  it('is the largest accuracy and the smallest loss', () => {
    expect([...bestOf([0.9, 0.95, null], 'accuracy')]).toEqual([1]);
    expect([...bestOf([0.3, 0.1, 0.1], 'test_loss')]).toEqual([1, 2]);
  });

  it('is not marked where all are the same or only one is known', () => {
    expect(bestOf([0.9, 0.9], 'accuracy').size).toBe(0);
    expect(bestOf([null, 0.9], 'accuracy').size).toBe(0);
  });

  it('is not a matter of size', () => {
    expect(bestOf([10, 20], 'parameters').size).toBe(0);
  });
});
