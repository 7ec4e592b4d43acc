/** Places in a square picture whose cells are values from low to high: the middles of the outer cells lie on the rim. */

export interface Place {
  x: number;
  y: number;
}

/** Of both axes. */
export interface Range {
  low: number;
  high: number;
  /** Cells of the picture on each side. */
  cells: number;
}

/** How far to the right a value lies, as a share of the side. */
export function shareAt(value: number, { low, high, cells }: Range): number {
  return (((value - low) / (high - low)) * (cells - 1) + 0.5) / cells;
}

/** The value at a share of the side, kept within the range. */
export function valueAt(share: number, { low, high, cells }: Range): number {
  const value = low + ((share * cells - 0.5) / (cells - 1)) * (high - low);
  return Math.max(low, Math.min(high, value));
}

const ARROWS: Record<string, Place> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

/** Where an arrow key leads from a place; nothing for other keys. */
export function placeByKey(key: string, { x, y }: Place, step: number, { low, high }: Range): Place | null {
  const way = ARROWS[key];
  if (!way) return null;
  const to = (value: number) => Math.max(low, Math.min(high, Math.round((value) / step) * step));
  return { x: way.x === 0 ? x : to(x + way.x * step), y: way.y === 0 ? y : to(y + way.y * step) };
}

/** Where the line w₁x + w₂y + b = 0 enters and leaves the square from −reach to reach; nothing where it misses it. */
export function crossing([w1, w2]: readonly [number, number], b: number, reach: number): [Place, Place] | null {
  const rims = [-reach, reach];
  const found = [
    ...(w2 === 0 ? [] : rims.map((x) => ({ x, y: -(w1 * x + b) / w2 }))),
    ...(w1 === 0 ? [] : rims.map((y) => ({ x: -(w2 * y + b) / w1, y }))),
  ].filter(({ x, y }) => Math.max(Math.abs(x), Math.abs(y)) <= reach * (1 + 1e-9));
  const [first] = found;
  const other = found.findLast((place) => first && Math.hypot(place.x - first.x, place.y - first.y) > 1e-6 * reach);
  return first && other ? [first, other] : null;
}
