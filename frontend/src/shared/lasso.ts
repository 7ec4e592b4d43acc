/** A line that is drawn round things to choose them. */

export type Spot = readonly [x: number, y: number];

/** Whether a place lies within a closed line, counted by how often a ray from it crosses the line. */
export function within(line: readonly Spot[], x: number, y: number): boolean {
  let inside = false;
  let before = line.at(-1);
  for (const corner of line) {
    if (before && corner[1] > y !== before[1] > y) {
      const crossing = corner[0] + ((y - corner[1]) / (before[1] - corner[1])) * (before[0] - corner[0]);
      if (x < crossing) inside = !inside;
    }
    before = corner;
  }
  return inside;
}

/** Whether a line goes no farther from where it began than a hand that only clicks. */
export function isClick(line: readonly Spot[], reach: number): boolean {
  const [[x, y] = [0, 0]] = line;
  return line.every(([right, down]) => Math.hypot(right - x, down - y) < reach);
}
