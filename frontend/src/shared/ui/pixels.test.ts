import { expect, it } from 'vitest';
import { bytesOf, coloured, extentOf, pixels, type Stops } from './pixels';
import { sparkPath } from './Sparkline';

const STOPS: Stops = { low: [200, 100, 0], middle: [0, 0, 0], high: [0, 100, 200], nan: [[255, 0, 0], [9, 9, 9]] };
const colours = (values: number[], extent: number) => {
  const bytes = pixels(values, values.length, 1, STOPS, extent);
  return values.map((_, place) => [...bytes.slice(4 * place, 4 * place + 4)]);
};

it('colours by sign and size, and cuts off what is beyond the extent', () => {
  expect(colours([-2, -1, 0, 1, 4], 2)).toEqual([
    [200, 100, 0, 255],
    [100, 50, 0, 255],
    [0, 0, 0, 255],
    [0, 50, 100, 255],
    [0, 100, 200, 255],
  ]);
});

it('draws what is not a number as a pattern', () => {
  expect(colours([NaN, NaN], 1)).toEqual([
    [255, 0, 0, 255],
    [9, 9, 9, 255],
  ]);
});

it('shows three values for each pixel in their own colours', () => {
  expect([...coloured(Uint8Array.of(255, 0, 9, 1, 2, 3), 255)]).toEqual([255, 0, 9, 255, 1, 2, 3, 255]);
  expect([...coloured([1, 0.5, -1], 1)]).toEqual([255, 128, 0, 255]);
});

it('takes the largest finite size as extent, but all of the range for bytes', () => {
  expect(extentOf([0.5, -3, Infinity, NaN])).toBe(3);
  expect(extentOf([0, 0])).toBe(1);
  expect(extentOf(Uint8Array.of(0, 40))).toBe(255);
});

it('reads the bytes that the server sends', () => expect([...bytesOf('AP+A')]).toEqual([0, 255, 128]));

it('draws a curve from its lowest to its highest value, with a gap where one is missing', () => {
  expect(sparkPath([0, null, 2, 1], 34, 24)).toBe('M2.0 22.0M22.0 2.0L32.0 12.0');
  expect(sparkPath([3, 3], 34, 24)).toBe('M2.0 12.0L32.0 12.0');
  expect(sparkPath([], 34, 24)).toBe('');
});
