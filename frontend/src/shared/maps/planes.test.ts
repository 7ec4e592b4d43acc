import { expect, it } from 'vitest';
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
