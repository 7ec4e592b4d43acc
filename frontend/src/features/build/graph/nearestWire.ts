/** Which wire lies under a point, so that a block can be dropped on it. */
import type { Point, Positions } from '@/shared/recipe';
import { type Flow, NODE } from './arrangement';
import type { Wire } from './network';

const PARTS = 16;

/** Where wires leave a node and arrive at it. */
export function ends(positions: Positions, { from, to }: Wire, flow: Flow): [Point, Point] | undefined {
  const [a, b] = [positions[from], positions[to]];
  if (!a || !b) return undefined;
  const { width, height } = NODE;
  return flow === 'right'
    ? [{ x: a.x + width, y: a.y + height / 2 }, { x: b.x, y: b.y + height / 2 }]
    : [{ x: a.x + width / 2, y: a.y + height }, { x: b.x + width / 2, y: b.y }];
}

/** The wire nearest to `point` and at most `reach` away from it. */
export function nearestWire(point: Point, wires: readonly Wire[], positions: Positions, flow: Flow, reach: number): Wire | undefined {
  let best: Wire | undefined;
  let least = reach;
  for (const wire of wires) {
    const [start, end] = ends(positions, wire, flow) ?? [];
    if (!start || !end) continue;
    for (let part = 0; part <= PARTS; part += 1) {
      const { x, y } = along(start, end, flow, part / PARTS);
      const distance = Math.hypot(point.x - x, point.y - y);
      if (distance > least) continue;
      least = distance;
      best = wire;
    }
  }
  return best;
}

/** A point of the curve in which wires are drawn: it leaves and arrives along the flow. */
function along(start: Point, end: Point, flow: Flow, share: number): Point {
  const way = flow === 'right' ? end.x - start.x : end.y - start.y;
  const bend = Math.max(Math.abs(way) / 2, 24);
  const [bx, by] = flow === 'right' ? [bend, 0] : [0, bend];
  const rest = 1 - share;
  const [w0, w1, w2, w3] = [rest ** 3, 3 * rest ** 2 * share, 3 * rest * share ** 2, share ** 3];
  return {
    x: w0 * start.x + w1 * (start.x + bx) + w2 * (end.x - bx) + w3 * end.x,
    y: w0 * start.y + w1 * (start.y + by) + w2 * (end.y - by) + w3 * end.y,
  };
}
