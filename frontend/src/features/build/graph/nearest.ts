/** The node that an arrow key leads to. */
import type { Point, Positions } from '@/shared/recipe';

export type Direction = 'left' | 'right' | 'up' | 'down';

const AHEAD: Record<Direction, Point> = { left: { x: -1, y: 0 }, right: { x: 1, y: 0 }, up: { x: 0, y: -1 }, down: { x: 0, y: 1 } };
const SIDEWAYS = 2; // how much worse a step aside is than a step ahead

/** The nearest node that lies more ahead than aside; `positions` are those of all nodes that can be reached. */
export function nearest(positions: Positions, from: string, direction: Direction): string | undefined {
  const start = positions[from];
  if (!start) return undefined;
  const { x, y } = AHEAD[direction];
  let best: string | undefined;
  let least = Infinity;
  for (const [name, place] of Object.entries(positions)) {
    const [dx, dy] = [place.x - start.x, place.y - start.y];
    const ahead = dx * x + dy * y;
    const aside = Math.abs(dx * y) + Math.abs(dy * x);
    const cost = ahead + SIDEWAYS * aside;
    if (name === from || ahead <= 0 || aside > 2 * ahead || cost >= least) continue;
    best = name;
    least = cost;
  }
  return best;
}
