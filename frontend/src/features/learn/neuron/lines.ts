/** Lines that a neuron draws, and which of them are clearly different ones. */

export interface Line {
  w: readonly [number, number];
  b: number;
}

/** z = w₁x₁ + w₂x₂ + b */
export function sumAt({ w, b }: Line, x: number, y: number): number {
  return w[0] * x + w[1] * y + b;
}

const LEAST = 0.1; // shorter weights draw no line that deserves the name

export function isLine({ w }: Line): boolean {
  return Math.hypot(...w) >= LEAST;
}

/** Whether it stands upright: hardly anything of x₂ is in it. */
export function isUpright(line: Line): boolean {
  return isLine(line) && Math.abs(line.w[1]) <= 0.03 * Math.abs(line.w[0]);
}

const TURN = Math.PI / 9;
const SHIFT = 0.35;

/** Whether they part the plane clearly otherwise: turned by 20°, or moved by 0.35. A line has no direction here. */
export function areDifferent(one: Line, other: Line): boolean {
  const [first, second] = [one, other].map(({ w }) => Math.atan2(w[1], w[0])) as [number, number];
  const turned = Math.abs(((first - second) % Math.PI) + (first - second < 0 ? Math.PI : 0));
  const sign = Math.cos(first - second) < 0 ? -1 : 1;
  const moved = Math.abs(one.b / Math.hypot(...one.w) - (sign * other.b) / Math.hypot(...other.w));
  return Math.min(turned, Math.PI - turned) >= TURN || moved >= SHIFT;
}
