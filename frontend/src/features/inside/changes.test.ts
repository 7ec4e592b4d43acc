import { expect, it } from 'vitest';
import { asTrained, changed, MOST_CHANGES, redone, type Trial, undone, UNTOUCHED } from './changes';

const weight = (place: number, value: number) => ({ parameter: 'conv_1.W', index: [place], value });

it('keeps one value for each weight', () => {
  const trial = changed(changed(UNTOUCHED, weight(0, 1)), weight(0, 2));
  expect(trial.now).toEqual([weight(0, 2)]);
});

it('undoes and redoes step by step', () => {
  const trial = changed(changed(UNTOUCHED, weight(0, 1)), weight(1, 5));
  const before = undone(trial);
  expect(before.now).toEqual([weight(0, 1)]);
  expect(undone(before).now).toEqual([]);
  expect(redone(before).now).toEqual(trial.now);
  expect(undone(UNTOUCHED)).toEqual(UNTOUCHED);
  expect(redone(trial)).toEqual(trial);
});

it('takes one stroke as one step', () => {
  const stroke = changed(changed(changed(UNTOUCHED, weight(0, 1)), weight(1, 1), true), weight(2, 1), true);
  expect(stroke.now).toHaveLength(3);
  expect(undone(stroke).now).toEqual([]);
});

it('forgets what was undone once something else is changed', () => {
  expect(changed(undone(changed(UNTOUCHED, weight(0, 1))), weight(1, 1)).future).toEqual([]);
});

it('goes back to the trained weights, undoably', () => {
  const trial = changed(UNTOUCHED, weight(0, 1));
  expect(asTrained(trial).now).toEqual([]);
  expect(undone(asTrained(trial)).now).toEqual([weight(0, 1)]);
  expect(asTrained(UNTOUCHED)).toEqual(UNTOUCHED);
});

it('takes no more weights than a request may hold, but still other values for those it has', () => {
  const full: Trial = { ...UNTOUCHED, now: Array.from({ length: MOST_CHANGES }, (_, place) => weight(place, 1)) };
  expect(changed(full, weight(MOST_CHANGES, 1))).toEqual(full);
  expect(changed(full, weight(0, 2)).now[0]).toEqual(weight(0, 2));
});
