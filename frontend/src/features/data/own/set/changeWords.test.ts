import i18next from 'i18next';
import { expect, it } from 'vitest';
import words from '@/locales/en/own.json';
import '@/locales/data';
import { changeWords } from './changeWords';

it('tells every change that there are words for in words', () => {
  const t = i18next.getFixedT('en', 'own');
  const changes = Object.keys(words.change).map((key) => key.replace(/_(one|other)$/, '').replace(/^to(Test|Train)$/, 'move'));
  expect(changes).toContain('back_to');
  for (const change of changes) expect(changeWords(t, { change }), change).not.toBe(change);
  expect(changeWords(t, { change: 'back_to', number: 3 })).toBe('Back to version 3');
});
