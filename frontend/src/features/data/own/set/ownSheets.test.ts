import { expect, it } from 'vitest';
import { ownSheetAddress } from './ownSheets';

const address = (rows: number[], pixels = 64) => ownSheetAddress('1f', Int32Array.from(rows), 10, pixels);

it('asks for rows that follow one another by the first and how many', () => {
  expect(address([200, 201, 202])).toBe('/api/own/1f/sheet?columns=10&side=64&start=200&count=3');
  expect(address([7])).toContain('start=7&count=1');
});

it('names each row where they do not, in the order in which they are shown', () => {
  expect(address([3, 1, 2])).toBe('/api/own/1f/sheet?columns=10&side=64&rows=3&rows=1&rows=2');
  expect(address([1, 3, 4])).toContain('rows=1&rows=3&rows=4');
});

it('asks for no more pixels than are shown, of a few sizes that a browser can keep', () => {
  expect(address([1], 65)).toContain('side=128');
  expect(address([1], 900)).toContain('side=256');
});
