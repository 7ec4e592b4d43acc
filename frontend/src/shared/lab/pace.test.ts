import { expect, it } from 'vitest';
import { due } from './pace';

it('takes one step for each picture of a screen that shows sixty a second', () => {
  expect(due(1000 / 60, 60, 0.001).steps).toBe(1);
});

it('takes more steps at once when a request took longer', () => {
  expect(due(50, 60, 0)).toEqual({ steps: 3, left: 0 });
});

it('keeps the share of a step that is not due yet', () => {
  const first = due(25, 10, 0);
  expect(first).toEqual({ steps: 0, left: 0.25 });
  expect(due(75, 10, first.left)).toEqual({ steps: 1, left: 0 });
});

it('does not catch up with what was missed while the page was hidden', () => {
  expect(due(60_000, 60, 0).steps).toBe(15);
  expect(due(60_000, 10_000, 0)).toEqual({ steps: 100, left: 1 });
});
