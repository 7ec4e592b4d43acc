import { expect, it } from 'vitest';
import { judge, read } from './answer';

it.each([
  ['0.8', 0.8],
  ['0,8', 0.8],
  [' .8 ', 0.8],
  ['−1', -1],
  ['－０．８', -0.8],
  ['+2.', 2],
])('reads %s', (text, value) => expect(read(text)).toBe(value));

it.each(['', '-', '.', '1.2.3', '1e3', 'Infinity', 'z', '0x1'])('does not take "%s" for a number', (text) => {
  expect(judge(text, 1)).toBe('unreadable');
});

it('takes two decimals for enough', () => {
  expect(judge('0.86', 0.8568)).toBe('right');
  expect(judge('0.81', 0.8)).toBe('right');
  expect(judge('0.82', 0.8)).toBe('wrong');
});

it('tells a wrong sign from a wrong number', () => {
  expect(judge('-1.34', 1.335)).toBe('sign');
  expect(judge('1.5', 1.335)).toBe('wrong');
});
