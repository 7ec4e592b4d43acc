/** Which points a lasso, a rectangle, a pointer or a key means. Hidden points are never meant. */
import { type Spot, within } from '@/shared/lasso';
import type { Places } from './places';

type Shown = (point: number) => boolean;

/** The points that a lasso catches. */
export function caught(line: readonly Spot[], places: Places, shown: Shown): number[] {
  return pointsOf(places, (x, y, point) => shown(point) && within(line, x, y));
}

/** The points in the rectangle that has two points for opposite corners. */
export function between(one: number, other: number, places: Places, shown: Shown): number[] {
  const [left, right] = inOrder(places[2 * one] ?? 0, places[2 * other] ?? 0);
  const [top, bottom] = inOrder(places[2 * one + 1] ?? 0, places[2 * other + 1] ?? 0);
  return pointsOf(places, (x, y, point) => shown(point) && x >= left && x <= right && y >= top && y <= bottom);
}

/** The nearest point that is not farther than `reach`. */
export function nearest(places: Places, shown: Shown, x: number, y: number, reach = Infinity): number | null {
  return least(places, shown, (right, down) => {
    const distance = Math.hypot(right - x, down - y);
    return distance <= reach ? distance : Infinity;
  });
}

const WAYS: Record<string, Spot> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ASIDE = 2;

export function isArrow(key: string): boolean {
  return key in WAYS;
}

/**
 * The next point in the direction of an arrow key: one that lies aside is as far as twice its way aside more. Where
 * none lies more ahead than aside, any that is ahead; where none is ahead, the same.
 */
export function onwards(places: Places, shown: Shown, from: number, key: string): number {
  const [right, down] = WAYS[key] ?? [0, 0];
  const way = (x: number, y: number, point: number, narrow: boolean) => {
    const [across, below] = [x - (places[2 * from] ?? 0), y - (places[2 * from + 1] ?? 0)];
    const ahead = across * right + below * down;
    const aside = Math.abs(across * down) + Math.abs(below * right);
    return point === from || ahead <= 0 || (narrow && aside > ahead) ? Infinity : ahead + ASIDE * aside;
  };
  return least(places, shown, (x, y, point) => way(x, y, point, true)) ?? least(places, shown, (x, y, point) => way(x, y, point, false)) ?? from;
}

/** How many points there are of each class among some, the most frequent first. */
export function counted(points: Iterable<number>, label: readonly number[]): { label: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const point of points) {
    const own = label[point] ?? 0;
    counts.set(own, (counts.get(own) ?? 0) + 1);
  }
  return [...counts].map(([one, count]) => ({ label: one, count })).sort((a, b) => b.count - a.count || a.label - b.label);
}

function pointsOf(places: Places, means: (x: number, y: number, point: number) => boolean): number[] {
  const found: number[] = [];
  for (let point = 0; 2 * point < places.length; point += 1) {
    if (means(places[2 * point] ?? 0, places[2 * point + 1] ?? 0, point)) found.push(point);
  }
  return found;
}

/** The shown point of the least cost, null where none costs less than infinitely much. */
function least(places: Places, shown: Shown, cost: (x: number, y: number, point: number) => number): number | null {
  let [best, found]: [number, number | null] = [Infinity, null];
  for (let point = 0; 2 * point < places.length; point += 1) {
    if (!shown(point)) continue;
    const own = cost(places[2 * point] ?? 0, places[2 * point + 1] ?? 0, point);
    if (own < best) [best, found] = [own, point];
  }
  return found;
}

function inOrder(one: number, other: number): [number, number] {
  return one < other ? [one, other] : [other, one];
}
