/** Points in the plane: which part of it is shown, and where a point lies on the canvas. */

export interface Points {
  x: readonly number[];
  y: readonly number[];
}

export interface Frame {
  scale: number;
  left: number;
  top: number;
}

const MARGIN = 0.12;

/** A square of `size` pixels around `points`, y upwards, one scale for both axes. */
export function frameOf({ x, y }: Points, size: number): Frame {
  const [left, right] = extent(x);
  const [bottom, top] = extent(y);
  const side = Math.max(right - left, top - bottom, 1e-9) * (1 + 2 * MARGIN);
  const scale = size / side;
  return { scale, left: (left + right) / 2 - side / 2, top: (bottom + top) / 2 + side / 2 };
}

export function at({ scale, left, top }: Frame, x: number, y: number): [number, number] {
  return [(x - left) * scale, (top - y) * scale];
}

function extent(values: readonly number[]): [number, number] {
  if (values.length === 0) return [-1, 1];
  return values.reduce<[number, number]>(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
}
