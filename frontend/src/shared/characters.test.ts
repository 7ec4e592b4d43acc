import { expect, it } from 'vitest';
import { visible } from './characters';

it('shows a space by a sign, and nothing else in another way', () => {
  expect([' ', 'a', '', '  ', '7'].map(visible)).toEqual(['␣', 'a', '', '  ', '7']);
});
