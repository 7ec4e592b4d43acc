/** Whether a filter looks for edges: its weights on one side of its middle against those on the other. */

export interface Sides {
  /** Towards where the weights are larger: 0 is right, then by eighths of a turn over down-right (1), down (2) … */
  towards: number;
  /** The mean weight on that side, and on the one opposite. */
  there: number;
  opposite: number;
  /** The mean size of all weights. */
  size: number;
}

const TURNS = 8;
/** How far both sides must lie from 0, as a share of the mean size. */
const CLEAR = 1 / 3;

/** The line through the middle of a square filter that parts its weights best. */
export function sidesOf(weights: ArrayLike<number>): Sides {
  const all = Array.from(weights);
  const side = Math.sqrt(all.length);
  const size = mean(all.map(Math.abs));
  let best: Sides = { towards: 0, there: 0, opposite: 0, size };
  for (let towards = 0; towards < TURNS; towards += 1) {
    const [right, down] = [Math.cos((2 * Math.PI * towards) / TURNS), Math.sin((2 * Math.PI * towards) / TURNS)];
    const reach = all.map((_, place) => ((place % side) - (side - 1) / 2) * right + (Math.floor(place / side) - (side - 1) / 2) * down);
    const there = mean(all.filter((_, place) => (reach[place] ?? 0) > 0.1));
    const opposite = mean(all.filter((_, place) => (reach[place] ?? 0) < -0.1));
    if (there - opposite > best.there - best.opposite) best = { towards, there, opposite, size };
  }
  return best;
}

/** Opposite signs on opposite sides, and both clearly: then it answers most to a change across that line. */
export function isEdgeFilter({ there, opposite, size }: Sides): boolean {
  return there > CLEAR * size && opposite < -CLEAR * size;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
}
