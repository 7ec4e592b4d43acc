/** Which class the neighbourhood of a place votes for: a smooth boundary computed from the points themselves. */

export interface Plotted {
  x: readonly number[];
  y: readonly number[];
  label: readonly number[];
}

export interface Field {
  /** −1 … 1 per cell, row by row from the top: how clearly class 0 (negative) or another (positive) wins. */
  values: Float32Array;
  left: number;
  bottom: number;
  width: number;
  height: number;
}

const REACH = 0.35; // how far a point's vote carries, in units of the points' spread
const MARGIN = 0.12;

/** The field over all points with some margin, on `cells` × `cells` places. */
export function voteField({ x, y, label }: Plotted, cells: number): Field {
  const [left, width] = span(x);
  const [bottom, height] = span(y);
  const reach = REACH * Math.min(width, height) * 0.5;
  const values = new Float32Array(cells * cells);
  for (let row = 0; row < cells; row += 1) {
    const atY = bottom + height * (1 - (row + 0.5) / cells);
    for (let column = 0; column < cells; column += 1) {
      const atX = left + (width * (column + 0.5)) / cells;
      let votes = 0;
      let all = 1e-9;
      for (let place = 0; place < x.length; place += 1) {
        const distance = ((x[place] ?? 0) - atX) ** 2 + ((y[place] ?? 0) - atY) ** 2;
        const weight = Math.exp(-distance / (2 * reach * reach));
        votes += label[place] === 0 ? -weight : weight;
        all += weight;
      }
      values[row * cells + column] = votes / all;
    }
  }
  return { values, left, bottom, width, height };
}

function span(values: readonly number[]): [start: number, size: number] {
  const low = Math.min(...values);
  const size = Math.max(...values) - low || 1;
  return [low - MARGIN * size, size * (1 + 2 * MARGIN)];
}
