import { expect, it } from 'vitest';
import { datasetLabel } from './catalogue';

it('calls one’s own data by the name that one gave them, with the version that was seen', () => {
  expect(datasetLabel('own:0123456789abcdef:3', { name: 'Coloured shapes', version: 3 })).toBe('Coloured shapes, version 3');
  expect(datasetLabel('own:0123456789abcdef', { name: 'Coloured shapes', version: null })).toBe('Coloured shapes');
});

it('calls data that are no more what they were, and all others by their label', () => {
  expect(datasetLabel('own:0123456789abcdef:3', { name: '', version: 3 })).toBe('Your own pictures, version 3');
  expect(datasetLabel('moons', null)).toBe('Moons');
});
