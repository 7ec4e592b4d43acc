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
  const place = new Map(columns.flatMap((names, column) => names.map((name) => [name, column] as const)));
  const crossing = (column: number) =>
    wires.filter(({ from, to }) => (place.get(from) ?? 0) <= column && (place.get(to) ?? 0) > column).length;
  const cuts = columns.map((_, column) => crossing(column) <= 1);
  const lines = fitting(columns, positions, (column) => cuts[column] === true, cell, PAGE.height * share);
  if (lines.length <= 1) return positions;
  const folded: Positions = {};
  let top = 0;
  for (const line of lines) {
    const names = line.flat();
    const left = Math.min(...names.map((name) => positions[name]?.x ?? 0));
    const { high, height } = spanOf(names, positions, cell);
    for (const name of names) {
      const old = positions[name];
      if (old) folded[name] = { x: old.x - left, y: old.y - high + top };
    }
    top += height;
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
function fitting(columns: string[][], positions: Positions, mayCut: (column: number) => boolean, cell: Cell, page: number): string[][][] {
  let best = [columns];
  let least = Infinity;
  for (let count = 1; count <= columns.length && least > 1; count += 1) {
    const lines = linesOf(columns, Math.ceil(columns.length / count), mayCut);
    const width = Math.max(...lines.map((line) => line.length)) * cell.width;
    const height = lines.reduce((sum, line) => sum + spanOf(line.flat(), positions, cell).height, 0);
    const shrinking = Math.max(width / PAGE.width, height / page, 1);
    if (shrinking >= least) continue;
    least = shrinking;
    best = lines;
  }
  return best;
}

/** Where a line begins, and how high it is with what lies below it. */
function spanOf(names: string[], positions: Positions, cell: Cell): { high: number; height: number } {
  const ys = names.map((name) => positions[name]?.y ?? 0);
  const high = Math.min(...ys);
  return { high, height: Math.max(...ys) - high + cell.height };
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
