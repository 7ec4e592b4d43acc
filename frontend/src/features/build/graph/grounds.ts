/** The ground on which the blocks of each network stand: what is drawn behind them, and where a new block belongs. */
import type { Lane, Point, Positions } from '@/shared/recipe';
import { LANE, NODE } from './arrangement';
import { laneNames } from './lanes';
import { LANES, type Network } from './network';

export interface Ground {
  lane: Lane;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Around the blocks of each lane, with room above them for its heading. */
export function groundsOf(network: Network, places: Positions): Ground[] {
  return LANES.flatMap((lane) => {
    const points = laneNames(network, lane).flatMap((name) => places[name] ?? []);
    if (!network.lanes?.[lane] || points.length === 0) return [];
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
    const [left, top] = [Math.min(...xs) - LANE.padding, Math.min(...ys) - LANE.padding - LANE.heading];
    return {
      lane,
      x: left,
      y: top,
      width: Math.max(...xs) + NODE.width + LANE.padding - left,
      height: Math.max(...ys) + NODE.height + LANE.padding - top,
    };
  });
}

/** The lane at a point of the canvas, or else the nearest one above or below it. */
export function laneAt({ x, y }: Point, grounds: readonly Ground[]): Lane | undefined {
  const outside = (value: number, from: number, size: number) => Math.max(from - value, value - from - size, 0);
  const far = (ground: Ground) => outside(y, ground.y, ground.height) * 1e4 + outside(x, ground.x, ground.width);
  return [...grounds].sort((one, other) => far(one) - far(other))[0]?.lane;
}
