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

/** The lowest and the highest y that are drawn, from those of the data and all of its values. */
export type Range = (low: number | null, high: number | null, values: readonly number[]) => [number, number];

const DISTANCES = [-3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`)));
const WHOLE = DISTANCES.filter(Number.isInteger);

/** How far apart the numbers on the axis of x may be: there is no half epoch, but there is half a second. */
export function distances(fractions: boolean): number[] {
  return fractions ? DISTANCES : WHOLE;
}

const OFF = 20; // times what is usual: a spike so high runs off the chart, so that the rest can still be read

/** Losses are drawn from zero, so that a small difference looks small. */
export const lossRange: Range = (_low, high, values) => {
  if (high === null || high <= 0) return [0, 1];
  const usual = values.toSorted((one, other) => one - other)[Math.floor(values.length * 0.9)] ?? high;
  return [0, Math.min(high, usual > 0 ? usual * OFF : high) * 1.05];
};

/** Accuracies end at 1 and begin a little below the lowest. */
export const accuracyRange: Range = (low) => [
  low === null ? 0 : Math.min(Math.max(0, Math.floor(low * 20 - 0.5) / 20), 0.95),
  1,
];
