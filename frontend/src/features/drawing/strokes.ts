/** A drawing as strokes: points from 0 to 1 of the pad, x to the right and y down. */

export type Point = [x: number, y: number];
export type Stroke = Point[];

/** The pen's width as a share of the pad's: one pixel of the 28 that a network sees. */
export const BRUSH = 0.036;
export const BRUSH_RANGE = [0.015, 0.1] as const;
export const ERASER = 0.09;

/** Points closer than this say nothing new; a long stroke goes on as the next one (the server takes 5,000 points). */
const NEAR = 0.002;
const LONGEST = 4_000;

/** A place in a box on the screen as a point of the pad, held within it, with the digits that matter. */
export function pointIn(box: { left: number; top: number; width: number; height: number }, x: number, y: number): Point {
  return [share(x - box.left, box.width), share(y - box.top, box.height)];
}

function share(distance: number, size: number): number {
  const held = size > 0 ? Math.min(Math.max(distance / size, 0), 1) : 0;
  return Math.round(held * 10_000) / 10_000;
}

/** The strokes with one more point in the last of them; the same strokes where the point says nothing new. */
export function extended(strokes: readonly Stroke[], point: Point): readonly Stroke[] {
  const last = strokes.at(-1);
  if (!last) return [[point]];
  const end = last.at(-1);
  if (end && distance(end, point) < NEAR) return strokes;
  if (end && last.length >= LONGEST) return [...strokes, [end, point]];
  return [...strokes.slice(0, -1), [...last, point]];
}

/** What is left after an eraser as wide as `width` moved from one point to another. */
export function erased(strokes: readonly Stroke[], from: Point, to: Point, width = ERASER): readonly Stroke[] {
  const pieces = strokes.map((stroke) => cut(stroke, from, to, width / 2));
  const untouched = pieces.every((parts, place) => parts.length === 1 && parts[0] === strokes[place]);
  return untouched ? strokes : pieces.flat();
}

/** The pieces of a stroke outside of the eraser; `[stroke]` itself if the eraser does not touch it. */
function cut(stroke: Stroke, from: Point, to: Point, radius: number): Stroke[] {
  const dense = subdivided(stroke, radius / 2);
  const kept: Stroke[] = [[]];
  let touched = false;
  for (const point of dense) {
    if (toSegment(point, from, to) <= radius) {
      touched = true;
      if (kept.at(-1)?.length) kept.push([]);
    } else {
      kept.at(-1)?.push(point);
    }
  }
  return touched ? kept.filter((piece) => piece.length > 0) : [stroke];
}

/** The same line with points no farther apart than `step`, so that a fast, long line can be cut in its middle. */
function subdivided(stroke: Stroke, step: number): Stroke {
  return stroke.flatMap((point, place): Stroke => {
    const before = stroke[place - 1];
    if (!before) return [point];
    const parts = Math.ceil(distance(before, point) / step);
    const between = Array.from({ length: Math.max(parts - 1, 0) }, (_, part): Point => along(before, point, (part + 1) / parts));
    return [...between, point];
  });
}

function along([x, y]: Point, [endX, endY]: Point, part: number): Point {
  return [x + (endX - x) * part, y + (endY - y) * part];
}

function distance([x, y]: Point, [otherX, otherY]: Point): number {
  return Math.hypot(x - otherX, y - otherY);
}

/** From a point to the nearest point of the segment between two. */
function toSegment(point: Point, from: Point, to: Point): number {
  const length = distance(from, to);
  if (length === 0) return distance(point, from);
  const part = ((point[0] - from[0]) * (to[0] - from[0]) + (point[1] - from[1]) * (to[1] - from[1])) / length ** 2;
  return distance(point, along(from, to, Math.min(Math.max(part, 0), 1)));
}

/** The strokes as the path of an SVG whose box is 1 × 1; a dot is a line of no length. */
export function svgPath(strokes: readonly Stroke[]): string {
  return strokes
    .map((stroke) => {
      const words = stroke.map(([x, y]) => `${x.toFixed(3)} ${y.toFixed(3)}`);
      return `M${words.join('L')}${words.length === 1 ? 'h0' : ''}`;
    })
    .join('');
}
