/** How the points of a two-dimensional data set are laid into a square. */

export interface Frame {
  scale: number;
  left: number;
  top: number;
}

/** How the plane is laid into a square of `size` pixels: one scale for both axes, y upwards, with a rim. */
export function frameOf(x: readonly number[], y: readonly number[], size: number, rim: number): Frame {
  const [left, right] = extent(x);
  const [bottom, top] = extent(y);
  const scale = (size - 2 * rim) / Math.max(right - left, top - bottom, 1e-9);
  return { scale, left: (left + right) / 2 - size / 2 / scale, top: (bottom + top) / 2 + size / 2 / scale };
}

function extent(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
}
