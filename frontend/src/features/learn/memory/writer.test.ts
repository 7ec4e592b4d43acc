import { expect, it } from 'vitest';
import { bothWritten, kept, mean, type Written } from './writer';

const passage = (temperature: number, length = 200): Written => ({ temperature, begin: 'a', text: 'x'.repeat(length), sure: [] });

it('keeps the last passage of each temperature, the newest first', () => {
  const [cold, hot, again] = [passage(0.2), passage(1.2), passage(0.2, 20)];
  expect(kept(kept(kept([], cold), hot), again)).toEqual([again, hot]);
});

it('is done when it has written to the end both cold and hot', () => {
  expect(bothWritten([passage(0.2), passage(0.7)])).toBe(false);
  expect(bothWritten([passage(0.3), passage(1.2)])).toBe(false);
  expect(bothWritten([passage(0.2), passage(1.2, 60)])).toBe(false);
  expect(bothWritten([passage(0.1), passage(1.3)])).toBe(true);
});

it('says how sure it was on average', () => expect(mean([0.5, 1])).toBe(0.75));
