/** How runs that are drawn together are told apart: by colour and by dash. */
import './series.css';
import type { Line } from './lines';

const COLOURS = 8;
const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3]];

export type Look = Pick<Line, 'colour' | 'dash'>;

/** The look of the run at a place of a comparison; the first 32 all differ. */
export function seriesLook(place: number): Look {
  const turn = Math.floor(place / COLOURS);
  return { colour: `--series-${(place % COLOURS) + 1}`, dash: DASHES[(place + turn) % DASHES.length] };
}
