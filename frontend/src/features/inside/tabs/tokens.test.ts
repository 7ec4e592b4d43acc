import { expect, it } from 'vitest';
import type { SourcePiece } from '@/api';
import { tokensOf } from './tokens';

const pieces = (text: string): SourcePiece[] =>
  (text.match(/\w+|\s+|[^\w\s]/g) ?? []).map((part) => ({ kind: /^\w/.test(part) ? 'name' : /^\s/.test(part) ? 'plain' : 'operator', text: part }));
const bound = (text: string, ...names: string[]) => tokensOf(pieces(text), new Set(names)).flatMap((token) => token.bound ?? []);

it('binds the longest name that is known', () => {
  expect(bound('y = x @ self.W.value + self.b.value', 'x', 'y', 'self.W.value', 'self.W')).toEqual(['y', 'x', 'self.W.value']);
});

it('leaves a part of another name alone', () => {
  expect(bound('layer.x = window.y', 'x', 'y')).toEqual([]);
});

it('loses no letter of the line', () => {
  const line = '    return self.xp.matmul(x, self.W.value)';
  expect(tokensOf(pieces(line), new Set(['x', 'self.W.value'])).map(({ text }) => text).join('')).toBe(line);
});
