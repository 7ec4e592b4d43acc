/** Curves as data: each line has its own points, the chart wants one common list of x. */

export interface Point {
  x: number;
  y: number | null;
}

export interface Line {
  label: string;
  /** The CSS variable of its colour, such as `--curve-training`. */
  colour: `--${string}`;
  /** Lengths of dashes and gaps: the second cue beside the colour. */
  dash?: readonly number[];
  /** Drawn faintly, beside a line that matters more. */
  thin?: boolean;
  points: readonly Point[];
}

export type Columns = [xs: number[], ...ys: (number | null | undefined)[][]];

/** One sorted list of x, and for each line its y there: `undefined` where it has no point, `null` where it has no number. */
export function aligned(lines: readonly Line[]): Columns {
  const xs = [...new Set(lines.flatMap((line) => line.points.map((point) => point.x)))].sort((one, other) => one - other);
  const place = new Map(xs.map((x, index) => [x, index]));
  const columns = lines.map((line) => {
    const ys = new Array<number | null | undefined>(xs.length).fill(undefined);
    for (const { x, y } of line.points) ys[place.get(x) as number] = y !== null && Number.isFinite(y) ? y : null;
    return ys;
  });
  return [xs, ...columns];
}

/** The last value of a line that is a number. */
export function lastOf(line: Line): number | null {
  for (let place = line.points.length - 1; place >= 0; place -= 1) {
    const y = line.points[place]?.y;
    if (y !== null && y !== undefined && Number.isFinite(y)) return y;
  }
  return null;
}

/** The value that is drawn at a place, or the nearest one before it. */
export function valueAt(ys: ArrayLike<number | null | undefined>, place: number): number | null {
  for (let at = place; at >= 0; at -= 1) {
    const y = ys[at];
    if (y !== null && y !== undefined) return y;
  }
  return null;
}

/** Losses are drawn from zero, so that a small difference looks small. */
export function lossRange(_low: number | null, high: number | null): [number, number] {
  return [0, high !== null && high > 0 ? high * 1.05 : 1];
}

/** Accuracies end at 1 and begin a little below the lowest. */
export function accuracyRange(low: number | null): [number, number] {
  return [low === null ? 0 : Math.min(Math.max(0, Math.floor(low * 20 - 0.5) / 20), 0.95), 1];
}
