import { expect, it } from 'vitest';
import { chooseLanguage } from '@/shared/language';
import { alarmText } from './alarm';

const missing = (...classes: string[]) => ({ code: 'missing', facts: { classes }, message: 'as the judge says it' });

it('says an alarm with its classes and share, one or several', () => {
  expect(alarmText(missing('4'))).toBe('4 is missing.');
  expect(alarmText(missing('4', '9'))).toBe('4 and 9 are missing.');
  expect(alarmText({ code: 'unsure', facts: { share: 0.41 }, message: '' })).toBe('41 % of the pictures can hardly be read.');
});

it('says it in the language that is shown', async () => {
  await chooseLanguage('ja');
  expect(alarmText(missing('4', '9'))).toBe('4、9 がありません。');
});

it("keeps the judge's own sentence for what it does not know", () => {
  expect(alarmText({ code: 'novel', facts: {}, message: 'something new' })).toBe('something new.');
});
