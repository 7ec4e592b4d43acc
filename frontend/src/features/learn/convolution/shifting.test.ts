import { expect, it } from 'vitest';
import { moved } from './shifting';

const base64 = (...bytes: number[]) => btoa(String.fromCharCode(...bytes));
const PICTURE = { pixels: base64(1, 2, 3, 4, 5, 6), width: 3, height: 2, channels: 1 };

it('moves a picture and lets black come in', () => {
  expect(moved(PICTURE, { right: 1, down: 0 }).pixels).toBe(base64(0, 1, 2, 0, 4, 5));
  expect(moved(PICTURE, { right: 0, down: -1 }).pixels).toBe(base64(4, 5, 6, 0, 0, 0));
  expect(moved(PICTURE, { right: 0, down: 0 })).toEqual(PICTURE);
});
