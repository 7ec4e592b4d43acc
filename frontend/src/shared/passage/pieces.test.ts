import { expect, it } from 'vitest';
import { pieces } from './pieces';

it('marks the characters of which the network was not sure', () => {
  expect(pieces('abcd', [0.9, 0.6, 0.3, 0.04])).toEqual([
    { letters: 'ab', mark: 'sure', share: 0.9 },
    { letters: 'c', mark: 'middling', share: 0.3 },
    { letters: 'd', mark: 'unsure', share: 0.04 },
  ]);
});
