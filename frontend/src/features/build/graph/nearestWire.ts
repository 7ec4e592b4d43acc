/** Which wire lies under a point, so that a block can be dropped on it. */
import type { Point, Positions } from '@/shared/recipe';
import { type Flow, NODE } from './arrangement';
import { detourOf } from './detour';
import type { Wire } from './network';

/** How far a wire that goes back runs on before it turns. */
export const TURN = 20;
/** How far it takes to come to a detour, or back from it. */
export const BEND = 42;
const PARTS = 48;

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
    const detour = detourOf(wire, positions, flow);
    for (let part = 0; part <= PARTS; part += 1) {
      const { x, y } = along(start, end, flow, part / PARTS, detour);
      const distance = Math.hypot(point.x - x, point.y - y);
      if (distance > least) continue;
      least = distance;
      best = wire;
    }
  }
  return best;
}

/** A point of the line in which a wire is drawn: it leaves and arrives along the flow. */
function along(start: Point, end: Point, flow: Flow, share: number, detour: number | undefined): Point {
  const [ahead, aside] = flow === 'right' ? [end.x - start.x, end.y - start.y] : [end.y - start.y, end.x - start.x];
  const around = detour === undefined ? undefined : detour - (flow === 'right' ? start.y : start.x);
  const [u, v] =
    around !== undefined
      ? onLine([[0, 0], [BEND, around], [ahead - BEND, around], [ahead, aside]], share)
      : ahead >= 0
        ? curve(ahead, aside, share)
        : onLine(backwards(ahead, aside), share);
  return flow === 'right' ? { x: start.x + u, y: start.y + v } : { x: start.x + v, y: start.y + u };
}

function curve(ahead: number, aside: number, share: number): [number, number] {
  const rest = 1 - share;
  const [w1, w2, w3] = [3 * rest ** 2 * share, 3 * rest * share ** 2, share ** 3];
  return [(w1 + w2) * (ahead / 2) + w3 * ahead, (w2 + w3) * aside];
}

/** Back to the beginning of the next line: out, half the way aside, back, and the other half. */
function backwards(ahead: number, aside: number): Corner[] {
  return [[0, 0], [TURN, 0], [TURN, aside / 2], [ahead - TURN, aside / 2], [ahead - TURN, aside], [ahead, aside]];
}

type Corner = [ahead: number, aside: number];

/** The point at a share of the way along a line with corners. */
function onLine(corners: Corner[], share: number): Corner {
  const lengths = corners.slice(1).map(([u, v], at) => {
    const [before, beside] = corners[at] ?? [u, v];
    return Math.hypot(u - before, v - beside);
  });
  let left = share * lengths.reduce((sum, length) => sum + length, 0);
  for (const [at, length] of lengths.entries()) {
    const [from, to] = [corners[at], corners[at + 1]];
    if (from && to && length > 0 && left <= length) {
      const part = left / length;
      return [from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])];
    }
    left -= length;
  }
  return corners.at(-1) ?? [0, 0];
}
