/** Pictures of numbers as the server sends them, and where on a canvas each of their numbers stands. */
import type { MapsOut } from '@/api';
import { bytesOf } from '@/shared/ui';

/** A number of a page of planes: which plane of the page, which row, which column. */
export interface Spot {
  plane: number;
  y: number;
  x: number;
}

export interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** How planes are laid out: `columns` of them in a row, every number `side` wide (a bar is as high as its plane). */
export interface Layout {
  kind: 'planes' | 'bars' | 'folded';
  columns: number;
  side: number;
  /** Numbers across and down of one plane as it is drawn. */
  across: number;
  down: number;
  gap: number;
  width: number;
  height: number;
}

const MOST_BARS = 128;
const BAR_HEIGHT = 120;

/** The numbers in the bytes: 128 is 0, 255 is `limit`, 1 is −`limit`, and 0 is no number. */
export function numbersOf({ planes, limit }: Pick<MapsOut, 'planes' | 'limit'>): Float32Array {
  return Float32Array.from(bytesOf(planes), (byte) => (byte === 0 ? NaN : ((byte - 128) / 127) * limit));
}

/** From 0 (its lowest number) on: a picture is shown from black to white, whatever its numbers are. */
export function asPicture(numbers: Float32Array): { values: Float32Array; extent: number } {
  const known = numbers.filter((value) => !Number.isNaN(value));
  const [low, high] = [known.reduce((one, other) => Math.min(one, other), 0), known.reduce((one, other) => Math.max(one, other), 0)];
  return { values: numbers.map((value) => value - low), extent: high - low || 1 };
}

/** How many pixels a plane of a page may be wide, so that few are large and many are seen together. */
function widthFor(count: number, room: number): number {
  if (count === 1) return Math.min(room, 420);
  return Math.min(room, count <= 6 ? 150 : count <= 20 ? 108 : 64);
}

export function layoutOf({ count, height, width }: Pick<MapsOut, 'count' | 'height' | 'width'>, room: number): Layout {
  if (count === 1 && height === 1 && width > 1) return width <= MOST_BARS ? bars(width, room) : folded(width, room);
  const gap = count > 1 ? 6 : 0;
  const wanted = widthFor(count, room) / Math.max(width, 1);
  const side = wanted >= 1 ? Math.min(Math.floor(wanted), 40) : wanted;
  const columns = Math.max(1, Math.min(count, Math.floor((room + gap) / (width * side + gap))));
  const rows = Math.ceil(count / columns);
  return {
    kind: 'planes', columns, side, across: width, down: height, gap,
    width: columns * (width * side + gap) - gap,
    height: rows * (height * side + gap) - gap,
  };
}

function bars(count: number, room: number): Layout {
  const side = Math.max(2, Math.min(40, room / count));
  return { kind: 'bars', columns: 1, side, across: count, down: 1, gap: 0, width: side * count, height: BAR_HEIGHT };
}

/** A long row of numbers, broken into lines. */
function folded(count: number, room: number): Layout {
  const side = count > 4_096 ? 6 : 12;
  const across = Math.max(1, Math.min(count, Math.floor(Math.min(room, 600) / side)));
  const down = Math.ceil(count / across);
  return { kind: 'folded', columns: 1, side, across, down, gap: 0, width: across * side, height: down * side };
}

/** Where the numbers of a spot are drawn. */
export function rectangleOf({ kind, columns, side, across, down, gap, height }: Layout, { plane, y, x }: Spot): Rectangle {
  if (kind === 'bars') return { left: x * side, top: 0, width: side, height };
  if (kind === 'folded') return { left: (x % across) * side, top: Math.floor(x / across) * side, width: side, height: side };
  const left = (plane % columns) * (across * side + gap) + x * side;
  const top = Math.floor(plane / columns) * (down * side + gap) + y * side;
  return { left, top, width: side, height: side };
}

/** Which number is drawn at a point, if any. */
export function spotAt(layout: Layout, page: Pick<MapsOut, 'count' | 'width'>, left: number, top: number): Spot | null {
  const { kind, columns, side, across, down, gap, height } = layout;
  if (left < 0 || top < 0) return null;
  if (kind !== 'planes') {
    const column = Math.floor(left / side);
    const x = kind === 'bars' ? column : Math.floor(top / side) * across + column;
    return column < across && x < page.width && top < height ? { plane: 0, y: 0, x } : null;
  }
  const [wide, high] = [across * side + gap, down * side + gap];
  const [column, row] = [Math.floor(left / wide), Math.floor(top / high)];
  const [x, y] = [Math.floor((left - column * wide) / side), Math.floor((top - row * high) / side)];
  const plane = row * columns + column;
  if (column >= columns || plane >= page.count || x >= across || y >= down) return null;
  return { plane, y, x };
}

/** The spot that a key goes to from another one; undefined for keys that go nowhere. */
export function spotByKey(key: string, page: Pick<MapsOut, 'count' | 'height' | 'width'>, layout: Layout, from: Spot): Spot | undefined {
  const line = layout.kind === 'folded' ? layout.across : 0;
  const steps: Record<string, Partial<Spot>> = {
    ArrowLeft: { x: from.x - 1 },
    ArrowRight: { x: from.x + 1 },
    ArrowUp: line ? { x: from.x - line } : { y: from.y - 1 },
    ArrowDown: line ? { x: from.x + line } : { y: from.y + 1 },
    PageUp: { plane: from.plane - 1 },
    PageDown: { plane: from.plane + 1 },
    Home: { x: 0 },
    End: { x: page.width - 1 },
  };
  const step = steps[key];
  if (!step) return undefined;
  const { plane, y, x } = { ...from, ...step };
  const inside = plane >= 0 && plane < page.count && y >= 0 && y < page.height && x >= 0 && x < page.width;
  return inside ? { plane, y, x } : from;
}
