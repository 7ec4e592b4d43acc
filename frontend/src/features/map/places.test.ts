import { expect, it } from 'vitest';
import { fitted, fittedBytes, Glide, onMap, onScreen } from './places';

it('fits a map into its square with one scale, and y downwards', () => {
  expect([...fitted([10, 30, 20], [1, 2, 3])]).toEqual([-1, 0.1, 1, 0, 0, -0.1].map(Math.fround));
});

it('puts a point that is alone, or all in one place, into the middle', () => {
  expect([...fitted([7, 7], [-3, -3])]).toEqual([0, 0, 0, 0]);
  expect(fitted([], [])).toHaveLength(0);
});

it('reads the places that come while a map is drawn', () => {
  const pairs = new Float32Array([0, 0, 4, 2]);
  const base64 = btoa(String.fromCharCode(...new Uint8Array(pairs.buffer)));
  expect([...fittedBytes(base64)]).toEqual([-1, 0.5, 1, -0.5]);
});

it('goes from the map to the screen and back', () => {
  const frame = { size: 200, rim: 20 };
  expect(onScreen(frame, -1)).toBe(20);
  expect(onScreen(frame, 1)).toBe(180);
  expect(onMap(frame, onScreen(frame, 0.3))).toBeCloseTo(0.3);
});

it('glides to where the points belong, from wherever they are by then', () => {
  const glide = new Glide(Float32Array.from([0, 0]));
  glide.go(Float32Array.from([1, -1]), 1_000, 100);
  expect(glide.step(1_050)).toBe(true);
  expect([...glide.now]).toEqual([0.5, -0.5]);
  glide.go(Float32Array.from([0, 0]), 1_050, 100);
  expect(glide.step(1_100)).toBe(true);
  expect([...glide.now]).toEqual([0.25, -0.25]);
  expect(glide.step(1_200)).toBe(false);
  expect([...glide.now]).toEqual([0, 0]);
});

it('is there at once where no motion is wanted', () => {
  const glide = new Glide(Float32Array.from([0, 0]));
  glide.go(Float32Array.from([1, 1]), 5, 0);
  expect([...glide.now]).toEqual([1, 1]);
});
