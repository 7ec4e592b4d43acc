import { expect, it } from 'vitest';
import { outputIndex, parameterIndex, written } from './indexing';
import { layoutOf, numbersOf, rectangleOf, spotAt, spotByKey } from './planes';

const base64 = (...bytes: number[]) => btoa(String.fromCharCode(...bytes));

it('reads bytes as numbers on a scale around zero, and 0 as no number', () => {
  const [zero, high, low, none] = numbersOf({ planes: base64(128, 255, 1, 0), limit: 2 });
  expect([zero, high, low]).toEqual([0, 2, -2]);
  expect(none).toBeNaN();
});

it('finds every number again where it is drawn', () => {
  const page = { count: 7, height: 3, width: 5 };
  const layout = layoutOf(page, 500);
  for (const spot of [{ plane: 0, y: 0, x: 0 }, { plane: 6, y: 2, x: 4 }, { plane: 4, y: 1, x: 3 }]) {
    const { left, top, width, height } = rectangleOf(layout, spot);
    expect(spotAt(layout, page, left + width / 2, top + height / 2)).toEqual(spot);
  }
});

it('points at nothing between two planes, or where there is none', () => {
  const page = { count: 2, height: 2, width: 2 };
  const layout = layoutOf(page, 500);
  expect(spotAt(layout, page, 2 * layout.side + layout.gap / 2, 1)).toBeNull();
  expect(spotAt(layout, page, 4 * layout.side + 3 * layout.gap, 1)).toBeNull();
  expect(spotAt(layout, page, -1, 0)).toBeNull();
});

it('draws a short row as bars and breaks a long one into lines', () => {
  expect(layoutOf({ count: 1, height: 1, width: 10 }, 600)).toMatchObject({ kind: 'bars', side: 40, across: 10 });
  const page = { count: 1, height: 1, width: 400 };
  const layout = layoutOf(page, 600);
  expect(layout).toMatchObject({ kind: 'folded', across: 50, down: 8 });
  expect(rectangleOf(layout, { plane: 0, y: 0, x: 51 })).toMatchObject({ left: 12, top: 12 });
  expect(spotAt(layout, page, 13, 13)).toEqual({ plane: 0, y: 0, x: 51 });
});

it('makes a plane smaller than the room that there is', () => {
  expect(layoutOf({ count: 1, height: 512, width: 512 }, 300).width).toBe(300);
});

it('walks by keys and stays at the edge', () => {
  const page = { count: 2, height: 3, width: 3 };
  const layout = layoutOf(page, 300);
  const corner = { plane: 0, y: 0, x: 0 };
  expect(spotByKey('ArrowRight', page, layout, corner)).toEqual({ plane: 0, y: 0, x: 1 });
  expect(spotByKey('ArrowLeft', page, layout, corner)).toEqual(corner);
  expect(spotByKey('PageDown', page, layout, corner)).toEqual({ plane: 1, y: 0, x: 0 });
  expect(spotByKey('End', page, layout, corner)).toEqual({ plane: 0, y: 0, x: 2 });
  expect(spotByKey('a', page, layout, corner)).toBeUndefined();
});

it('walks from line to line of a long row', () => {
  const page = { count: 1, height: 1, width: 400 };
  expect(spotByKey('ArrowDown', page, layoutOf(page, 600), { plane: 0, y: 0, x: 3 })).toEqual({ plane: 0, y: 0, x: 53 });
});

it('names the place of a number in an output of any shape', () => {
  const spot = { plane: 1, y: 4, x: 7 };
  expect(outputIndex([28, 28, 6], { numbers: [[8], [9]] }, spot)).toEqual([4, 7, 9]);
  expect(outputIndex([12, 30], { numbers: [[]] }, { ...spot, plane: 0 })).toEqual([4, 7]);
  expect(outputIndex([10], { numbers: [[]] }, { plane: 0, y: 0, x: 7 })).toEqual([7]);
  expect(written([4, 7, 9])).toBe('[4, 7, 9]');
});

it('names the place of a weight in a parameter of any shape', () => {
  const spot = { plane: 0, y: 1, x: 2 };
  expect(parameterIndex('conv2d', [3, 3, 4, 8], { numbers: [[5, 2]] }, spot, 3, 3)).toEqual([1, 2, 2, 5]);
  expect(parameterIndex('conv2d_transpose', [3, 3, 8, 4], { numbers: [[5, 2]] }, spot, 3, 3)).toEqual([1, 2, 5, 2]);
  expect(parameterIndex('depthwise_conv2d', [3, 3, 4], { numbers: [[2]] }, spot, 3, 3)).toEqual([1, 2, 2]);
  // unit 7 behind 5 × 5 pixels of 16 maps, map 3: pixel (1, 2) is number (1 · 5 + 2) · 16 + 3
  expect(parameterIndex('dense', [400, 120], { numbers: [[7, 3]] }, spot, 5, 5)).toEqual([115, 7]);
  expect(parameterIndex('dense', [84, 10], { numbers: [[]] }, spot, 10, 84)).toEqual([1, 2]);
  expect(parameterIndex('dense', [10], { numbers: [[]] }, { plane: 0, y: 0, x: 2 }, 10, 1)).toEqual([2]);
});
