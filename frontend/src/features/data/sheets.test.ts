import { describe, expect, it } from 'vitest';
import { layoutOf, pictureAt, sheetAddress, sheetOf } from './sheets';

describe('the layout', () => {
  it.each([320, 390, 800, 1280, 3000])('fills a width of %i with whole pixels and what one request may ask for', (width) => {
    const { columns, cell, perSheet } = layoutOf(width, 60_000);
    expect(columns * cell).toBeLessThanOrEqual(width);
    expect(columns * (cell + 1)).toBeGreaterThan(width);
    expect(columns).toBeLessThanOrEqual(40);
    expect(perSheet % columns).toBe(0);
    expect(perSheet).toBeLessThanOrEqual(400);
  });

  it('shows every picture exactly once', () => {
    const layout = layoutOf(800, 6_742);
    const sheets = Array.from({ length: layout.sheets }, (_, number) => sheetOf(layout, number));
    expect(sheets.reduce((sum, { count }) => sum + count, 0)).toBe(6_742);
    sheets.forEach(({ start }, number) => expect(start).toBe(number * layout.perSheet));
  });

  it('has no sheet where there is no picture', () => expect(layoutOf(800, 0).sheets).toBe(0));

  it('makes the last sheet as high as its rows, and a single row as wide as its pictures', () => {
    const layout = layoutOf(440, 10 * 20 + 13);
    expect(layout).toMatchObject({ columns: 10, cell: 44, perSheet: 200 });
    expect(sheetOf(layout, 0)).toMatchObject({ width: 440, height: 20 * 44 });
    expect(sheetOf(layout, 1)).toMatchObject({ start: 200, count: 13, columns: 10, height: 2 * 44 });
    expect(sheetOf(layoutOf(440, 3), 0)).toMatchObject({ columns: 3, width: 3 * 44, height: 44 });
  });
});

describe('the picture at a place', () => {
  const sheet = sheetOf(layoutOf(440, 13), 0);

  it('is counted along the rows', () => {
    expect(pictureAt(sheet, 44, 0, 0)).toBe(0);
    expect(pictureAt(sheet, 44, 2 * 44 + 1, 44 + 1)).toBe(12);
  });

  it('is none beyond the last one or outside', () => {
    expect(pictureAt(sheet, 44, 3 * 44 + 1, 44 + 1)).toBeUndefined();
    expect(pictureAt(sheet, 44, -1, 5)).toBeUndefined();
    expect(pictureAt(sheet, 44, 441, 5)).toBeUndefined();
  });
});

it('asks for one class only if one is chosen', () => {
  const query = { split: 'train', start: 200, count: 13, columns: 10 } as const;
  expect(sheetAddress('mnist', query)).toBe('/api/datasets/mnist/thumbnails?split=train&start=200&count=13&columns=10');
  expect(sheetAddress('mnist', { ...query, label: 0 })).toContain('&label=0');
});
