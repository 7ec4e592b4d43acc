import { expect, it } from 'vitest';
import { stepped, usualSplit } from './place';

const AT = new URLSearchParams('model=run:a&split=test&actual=3&predicted=5&row=17');

it('keeps the cell while one walks through its pictures', () => {
  expect(stepped(AT, { row: 20 }).toString()).toBe('model=run%3Aa&split=test&actual=3&predicted=5&row=20');
});

it('leaves the picture behind in another cell', () => {
  expect(stepped(AT, { actual: 4, predicted: 9 }).toString()).toBe('model=run%3Aa&split=test&actual=4&predicted=9');
  expect(stepped(AT, { actual: null }).toString()).toBe('model=run%3Aa&split=test&predicted=5');
});

it('begins anew with another model', () => {
  expect(stepped(AT, { model: 'zoo:lenet-5' }).toString()).toBe('model=zoo%3Alenet-5');
});

it('begins with what is for testing where nothing was kept for validation', () => {
  expect(usualSplit({ data: { validation: 0 } })).toBe('test');
  expect(usualSplit({ data: { validation: 0.1 } })).toBe('validation');
  expect(usualSplit({})).toBe('validation');
});
