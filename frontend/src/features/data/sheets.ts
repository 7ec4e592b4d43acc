/** How thousands of small pictures lie on sheets: each sheet is one image of the server, with rows without gaps. */
import type { Split } from './datasets';

export interface Layout {
  columns: number;
  /** Width and height of one picture on the screen, in pixels. */
  cell: number;
  row: number;
  perSheet: number;
  sheets: number;
  total: number;
}

export interface Sheet {
  start: number;
  count: number;
  columns: number;
  width: number;
  height: number;
}

const CELL = 44;
const MOST_COLUMNS = 40;
const PER_SHEET = 200; // the server makes up to 400 in one image; fewer appear sooner while one scrolls

/** `least` is how wide a picture is at least, `ratio` how many times as high as wide. */
export function layoutOf(width: number, total: number, least = CELL, ratio = 1): Layout {
  const columns = Math.min(Math.max(Math.floor(width / least), 1), MOST_COLUMNS);
  const cell = Math.max(Math.floor(width / columns), 1);
  const perSheet = columns * Math.max(Math.floor(PER_SHEET / columns), 1);
  return { columns, cell, row: Math.max(Math.round(cell * ratio), 1), perSheet, sheets: Math.ceil(total / perSheet), total };
}

export function sheetOf({ columns, cell, row, perSheet, total }: Layout, number: number): Sheet {
  const start = number * perSheet;
  const count = Math.max(Math.min(perSheet, total - start), 0);
  const used = Math.min(columns, count);
  return { start, count, columns: used, width: used * cell, height: Math.ceil(count / columns) * row };
}

/** Which picture of a sheet lies at a place within it; undefined beyond the last one. */
export function pictureAt({ columns, count }: Sheet, cell: number, x: number, y: number): number | undefined {
  const [column, row] = [Math.floor(x / cell), Math.floor(y / cell)];
  const place = row * columns + column;
  return column >= 0 && column < columns && row >= 0 && place < count ? place : undefined;
}

export interface SheetQuery {
  split: Split;
  label?: number;
  start: number;
  count: number;
  columns: number;
}

export function sheetAddress(dataset: string, { split, label, start, count, columns }: SheetQuery): string {
  const query = new URLSearchParams({ split, start: String(start), count: String(count), columns: String(columns) });
  if (label !== undefined) query.set('label', String(label));
  return `/api/datasets/${encodeURIComponent(dataset)}/thumbnails?${query}`;
}
