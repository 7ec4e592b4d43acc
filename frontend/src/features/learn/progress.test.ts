import { afterEach, expect, it } from 'vitest';
import type { Lesson } from './lessons';
import { doneOf, nextOf, useProgress } from './progress';

const LESSON: Lesson = { name: 'kites', example: '01_kites', steps: ['hold', 'run', 'fly'] };
const { complete, forget, restore } = useProgress.getState();
const done = () => useProgress.getState().done;

afterEach(() => useProgress.setState({ done: {} }));

it('goes on with the first step that is not done, whatever was done before it', () => {
  expect(nextOf(LESSON, done())).toBe('hold');
  complete('kites', 'run');
  expect(nextOf(LESSON, done())).toBe('hold');
  complete('kites', 'hold');
  expect(nextOf(LESSON, done())).toBe('fly');
});

it('begins anew when all of it is done', () => {
  for (const step of LESSON.steps) complete('kites', step);
  expect(nextOf(LESSON, done())).toBe('hold');
});

it('counts a step once, and none that the lesson no longer has', () => {
  complete('kites', 'run');
  complete('kites', 'run');
  complete('kites', 'glide');
  expect(doneOf(LESSON, done())).toEqual(['run']);
});

it('forgets one lesson alone, and can be told again what it forgot', () => {
  complete('kites', 'hold');
  complete('boats', 'row');
  const before = forget('kites');
  expect(done()).toEqual({ kites: [], boats: ['row'] });
  restore('kites', before);
  expect(doneOf(LESSON, done())).toEqual(['hold']);
});
