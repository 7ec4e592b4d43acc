/** Which pictures of a gallery a lasso or a key means. A picture is called by its place in the order in which they are shown. */
import { type Spot, within } from '@/shared/lasso';
import type { Layout } from '../../sheets';

/** The pictures whose middle lies within a line; only the rows that it reaches are looked at. */
export function caught(line: readonly Spot[], { columns, cell, row, total }: Layout): number[] {
  const heights = line.map(([, y]) => y);
  const first = Math.max(Math.floor(Math.min(...heights) / row), 0);
  const last = Math.min(Math.floor(Math.max(...heights) / row), Math.ceil(total / columns) - 1);
  const found: number[] = [];
  for (let down = first; down <= last; down += 1) {
    for (let across = 0; across < columns && down * columns + across < total; across += 1) {
      if (within(line, (across + 0.5) * cell, (down + 0.5) * row)) found.push(down * columns + across);
    }
  }
  return found;
}

/** The picture at a place of the whole gallery. */
export function under([x, y]: Spot, { columns, cell, row, total }: Layout): number | null {
  const [across, down] = [Math.floor(x / cell), Math.floor(y / row)];
  const place = down * columns + across;
  return across >= 0 && across < columns && down >= 0 && place < total ? place : null;
}

/** Where a key leads from a picture (or from nowhere); null for another key. `page` is how many rows are in sight. */
export function onwards(key: string, at: number | null, { columns, total }: Layout, page: number): number | null {
  const ways: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * page,
    PageDown: columns * page,
    Home: -total,
    End: total,
  };
  const way = ways[key];
  if (way === undefined || total === 0) return null;
  if (at === null) return key === 'End' ? total - 1 : 0;
  const next = at + way;
  // a step beyond the first or the last row stays where it is; a leap ends there
  if (Math.abs(way) === columns && (next < 0 || next >= total)) return at;
  return Math.min(Math.max(next, 0), total - 1);
}

/** With these chosen too; if all of them are chosen already, without them. */
export function toggled(chosen: ReadonlySet<number>, rows: readonly number[]): ReadonlySet<number> {
  const next = new Set(chosen);
  const all = rows.every((row) => chosen.has(row));
  for (const row of rows) {
    if (all) next.delete(row);
    else next.add(row);
  }
  return next;
}

/** Whether the picture at this place is the first of those that are alike, which lie together. */
export function startsGroup(group: Int32Array, place: number): boolean {
  return place === 0 || group[place] !== group[place - 1];
}
