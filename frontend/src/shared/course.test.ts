import { describe, expect, it } from 'vitest';
import type { History } from '@/api';
import { courseOf, thinned, withEvents } from './course';
import type { RunEvent } from './messages';

const nothing: History = {
  last_event: 0,
  progress: {
    step: [], epoch: [], loss: [], accuracy: [], seconds: [], lr: [], images_per_second: [],
    generator_loss: [], discriminator_loss: [], real_found: [], fake_found: [],
  },
  evaluated: {
    step: [], epoch: [], loss: [], accuracy: [], seconds: [], training_loss: [], training_accuracy: [], best: [],
  },
  judged: {
    step: [], epoch: [], seconds: [], agreement: [], classes_seen: [], spread: [], sure: [], quality: [], coverage: [], best: [],
  },
  alarm: [],
  confusion: null,
  confusion_of: null,
  confusion_epoch: null,
  class_names: [],
  log: [],
};

const progress = (id: number, step: number): RunEvent => ({
  id, event: 'progress', step, epoch: 1, loss: 1 / step, accuracy: 0.5, seconds: step, lr: 0.01, images_per_second: 9,
});
const evaluated = (id: number, step: number, confusion?: number[][]): RunEvent => ({
  id, event: 'evaluated', step, epoch: 1, loss: 0.3, accuracy: 0.9, training_loss: 0.4, training_accuracy: 0.8,
  best: true, seconds: step, confusion,
});
const started = (id: number, at: number): RunEvent => ({ id, event: 'started', resumed_at: at, class_names: ['0', '1'] });

const steps = (events: RunEvent[], from = courseOf(nothing)) =>
  withEvents(from, events).progress.map((point) => point.step);

describe('the course of a run', () => {
  it('begins with what the history tells, and adds what comes after it', () => {
    const history: History = {
      ...nothing,
      last_event: 7,
      progress: { ...nothing.progress, step: [10], epoch: [1], loss: [2], accuracy: [0.1], seconds: [1], lr: [0.1], images_per_second: [5] },
    };
    expect(steps([progress(6, 9), progress(7, 10), progress(8, 11)], courseOf(history))).toEqual([10, 11]);
  });

  it('counts an event once, however often it comes', () => {
    expect(steps([progress(1, 5), progress(1, 5), progress(2, 6), progress(1, 5)])).toEqual([5, 6]);
  });

  it('puts events that come late where they belong', () => {
    expect(steps([progress(3, 30), progress(1, 10), progress(2, 20)])).toEqual([10, 20, 30]);
  });

  it('goes on over events that were lost', () => {
    expect(steps([progress(1, 10), progress(9, 90)])).toEqual([10, 90]);
  });

  it('drops what came after the checkpoint of a resume', () => {
    const all = [started(1, 0), progress(2, 10), progress(3, 20), evaluated(4, 20), started(5, 10), progress(6, 15)];
    const course = withEvents(courseOf(nothing), all);
    expect(course.progress.map((point) => point.step)).toEqual([10, 15]);
    expect(course.evaluated).toEqual([]);
  });

  it('drops the same when the resume is heard late', () => {
    expect(steps([progress(3, 20), progress(6, 15), started(5, 10), progress(2, 10), progress(4, 25)])).toEqual([10, 15]);
  });

  it('keeps the newest confusion matrix, and none of steps that are done again', () => {
    const older = [[1, 0], [0, 1]];
    const newer = [[2, 0], [0, 2]];
    const course = withEvents(courseOf(nothing), [evaluated(2, 20, newer), evaluated(1, 10, older)]);
    expect(course.confusion?.matrix).toEqual(newer);
    expect(withEvents(course, [started(3, 15)]).confusion).toBeNull();
  });

  it('names the classes and logs what happened, but not every report', () => {
    const course = withEvents(courseOf(nothing), [started(1, 0), progress(2, 1), { id: 3, event: 'paused', step: 1 }]);
    expect(course.classNames).toEqual(['0', '1']);
    expect(course.log.map((entry) => entry.kind)).toEqual(['started', 'paused']);
  });

  it('tells the losses of two networks, and what the judge said of their pictures', () => {
    const played: RunEvent = {
      id: 1, event: 'progress', step: 10, epoch: 1, seconds: 1, lr: 0.1,
      generator_loss: 0.7, discriminator_loss: 1.3, real_found: 0.6, fake_found: 0.8,
    };
    const judged = (id: number, step: number, agreement: number | null): RunEvent => ({
      id, event: 'evaluated', step, epoch: 1, seconds: 1, best: true,
      judged: agreement === null ? null : { agreement, classes_seen: 9, alarm: [] },
    });
    const course = withEvents(courseOf(nothing), [played, judged(2, 10, 0.5), judged(3, 20, null)]);
    expect(course.progress[0]).toMatchObject({ generatorLoss: 0.7, discriminatorLoss: 1.3, realFound: 0.6, fakeFound: 0.8 });
    expect(course.progress[0]).toMatchObject({ loss: null, accuracy: null });
    expect(course.judged).toMatchObject([{ step: 10, agreement: 0.5, classesSeen: 9, quality: null }]);
    expect(course.evaluated).toEqual([]);
    expect(withEvents(course, [started(4, 5)]).judged).toEqual([]);
  });

  it('stays small in a long run and still knows what it heard', () => {
    const many = Array.from({ length: 7_000 }, (_, place) => progress(place + 1, place + 1));
    const course = withEvents(courseOf(nothing), many);
    expect(course.progress.length).toBeLessThanOrEqual(3_000);
    expect(course.progress.at(-1)?.step).toBe(7_000);
    expect(course.heard.size).toBeLessThanOrEqual(2_000);
    expect(withEvents(course, many)).toBe(course);
  });
});

describe('thinning', () => {
  it('leaves few points alone', () => {
    const few = [1, 2, 3];
    expect(thinned(few, 3)).toBe(few);
  });

  it('takes every second of many and keeps the newest', () => {
    expect(thinned([1, 2, 3, 4, 5, 6], 5)).toEqual([2, 4, 6]);
  });
});
