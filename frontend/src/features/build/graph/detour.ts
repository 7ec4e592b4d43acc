/** Wires that would run behind blocks, as skip connections do, go around them. */
import type { Positions } from '@/shared/recipe';
import { type Flow, NODE } from './arrangement';
import type { Wire } from './network';

const CLEAR = 18; // between a wire and the block that it passes

interface Box {
  from: number;
  to: number;
  /** Across the flow. */
  low: number;
  high: number;
}

/**
 * How far across the flow (y where it goes to the right, x where it goes down) a wire has to run to pass the blocks
 * between its ends; undefined if none is in its way, or if it goes back.
 */
export function detourOf(wire: Wire, positions: Positions, flow: Flow): number | undefined {
  const [start, end] = [boxOf(positions, wire.from, flow), boxOf(positions, wire.to, flow)];
  const length = flow === 'right' ? NODE.width : NODE.height;
  if (!start || !end || end.from - start.to < length) return undefined; // no block has room between them
  const [one, other] = [(start.low + start.high) / 2, (end.low + end.high) / 2];
  const inWay: Box[] = [];
  let [low, high] = [Math.min(one, other), Math.max(one, other)];
  for (const name of Object.keys(positions)) {
    const box = name === wire.from || name === wire.to ? undefined : boxOf(positions, name, flow);
    if (box && box.from >= start.to && box.to <= end.from && box.low < high && box.high > low) inWay.push(box);
  }
  if (inWay.length === 0) return undefined;
  low = Math.min(...inWay.map((box) => box.low)) - CLEAR;
  high = Math.max(...inWay.map((box) => box.high)) + CLEAR;
  const middle = (one + other) / 2;
  return middle - low <= high - middle ? low : high;
}

function boxOf(positions: Positions, name: string, flow: Flow): Box | undefined {
  const place = Object.hasOwn(positions, name) ? positions[name] : undefined;
  if (!place) return undefined;
  const { width, height } = NODE;
  const [along, across] = [
    { from: place.x, to: place.x + width },
    { from: place.y, to: place.y + height },
  ];
  const [flowing, other] = flow === 'right' ? [along, across] : [across, along];
  return { ...flowing, low: other.from, high: other.to };
}
