import { expect, it } from 'vitest';
import { chooseLanguage } from '../language';
import { problemText } from './ProblemText';

const rank = { code: 'rank', message: 'dense needs flat input', node: 'dense', facts: { got: [28, 28, 1], expected: [1] } };

it('says a known problem in the current language, with its facts', async () => {
  expect(problemText(rank)).toMatch(/^This block cannot read \(28, 28, 1\)/);
  await chooseLanguage('ja');
  expect(problemText(rank)).toContain('(28, 28, 1) を読めません');
  expect(problemText({ code: 'cycle', message: '', facts: { nodes: ['a', 'b'] } })).toContain('a、b');
});

it('keeps the sentence of the server where the catalogue lacks the code or a fact', () => {
  expect(problemText({ code: 'from-the-future', message: 'as the server says' })).toBe('as the server says');
  expect(problemText({ ...rank, facts: {} })).toBe('dense needs flat input');
});
