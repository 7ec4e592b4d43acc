/** A long network in lines, as text is written: it can be read at a size at which a single line would not fit. */
import type { Positions } from '@/shared/recipe';
import type { Wire } from './network';

/** What can be read at once, in the canvas' own pixels. */
const PAGE = { width: 1040, height: 680 };

interface Cell {
  width: number;
  height: number;
}

/**
 * Fold a network that flows to the right. It is cut only where a single wire passes, so branches stay together.
 * `share` is how much of a page's height it may take.
 */
export function fold(positions: Positions, wires: readonly Wire[], cell: Cell, share = 1): Positions {
  const columns = columnsOf(positions);
  const length = columnsPerLine(columns.length, cell, PAGE.height * share);
  if (length >= columns.length) return positions;
  const place = new Map(columns.flatMap((names, column) => names.map((name) => [name, column] as const)));
  const crossing = (column: number) =>
    wires.filter(({ from, to }) => (place.get(from) ?? 0) <= column && (place.get(to) ?? 0) > column).length;
  const folded: Positions = {};
  let top = 0;
  for (const line of linesOf(columns, length, (column) => crossing(column) <= 1)) {
    const names = line.flat();
    const ys = names.map((name) => positions[name]?.y ?? 0);
    const left = Math.min(...names.map((name) => positions[name]?.x ?? 0));
    const high = Math.min(...ys);
    for (const name of names) {
      const old = positions[name];
      if (old) folded[name] = { x: old.x - left, y: old.y - high + top };
    }
    top += Math.max(...ys) - high + cell.height;
  }
  return folded;
}

/** The names that stand one above the other, from left to right. */
function columnsOf(positions: Positions): string[][] {
  const columns = new Map<number, string[]>();
  for (const [name, { x }] of Object.entries(positions)) columns.set(x, [...(columns.get(x) ?? []), name]);
  return [...columns].sort(([one], [other]) => one - other).map(([, names]) => names);
}

/** The longest lines that fit the page; where nothing fits, those that need the least shrinking. */
function columnsPerLine(count: number, cell: Cell, height: number): number {
  let best = count;
  let least = Infinity;
  for (let lines = 1; lines <= count; lines += 1) {
    const columns = Math.ceil(count / lines);
    const shrinking = Math.max((columns * cell.width) / PAGE.width, (lines * cell.height) / height, 1);
    if (shrinking >= least) continue;
    least = shrinking;
    best = columns;
    if (shrinking === 1) break;
  }
  return best;
}

function linesOf(columns: string[][], length: number, mayCut: (column: number) => boolean): string[][][] {
  const lines: string[][][] = [];
  let start = 0;
  while (start < columns.length) {
    let end = start + length;
    while (end < columns.length && end > start + 1 && !mayCut(end - 1)) end -= 1;
    if (end === start + 1 && length > 1 && !mayCut(start)) {
      // nothing can be cut within the line: it goes on to the first place behind it
      end = start + length;
      while (end < columns.length && !mayCut(end - 1)) end += 1;
    }
    lines.push(columns.slice(start, end));
    start = end;
  }
  return lines;
}
