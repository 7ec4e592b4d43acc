import { expect, it } from 'vitest';
import { across, along, lettingGo, picture, told, valueAt } from './overTime';

function base64(numbers: number[]): string {
  return btoa(String.fromCharCode(...new Uint8Array(new Float32Array(numbers).buffer)));
}

// two units read two spaces and "ab"
const TIME = told({
  read: [' ', ' ', 'a', 'b'],
  steps: 4,
  units: 2,
  series: [{ name: 'f', values: base64([0.5, 0.75, 0.5, 0.25, 0.125, 0.875, 0.0625, 0.125]) }],
});

it('leaves out the spaces that stand before a short text', () => {
  expect(TIME.letters).toEqual(['a', 'b']);
  expect(valueAt(TIME, 'f', 0, 0)).toBe(0.125);
  expect(valueAt(TIME, 'f', -1, 1)).toBe(0.25);
});

it('knows a unit over the letters, a letter over the units, and both as rows', () => {
  expect(along(TIME, 'f', 1)).toEqual([0.875, 0.125]);
  expect(across(TIME, 'f', 1)).toEqual([0.0625, 0.125]);
  expect(picture(TIME, 'f')).toEqual([0.125, 0.0625, 0.875, 0.125]);
});

it('has states of 0 before the first step', () => {
  const full = told({ read: ['a'], steps: 1, units: 1, series: [{ name: 'h', values: base64([0.5]) }] });
  expect([valueAt(full, 'h', -1, 0), valueAt(full, 'h', 0, 0)]).toEqual([0, 0.5]);
});

it('has no letters where nothing was typed', () => {
  expect(told({ read: [' ', ' '], steps: 2, units: 1, series: [] }).letters).toEqual([]);
});

it('counts the units whose keep gate has let go', () => expect(lettingGo(TIME)).toEqual([1, 2]));
