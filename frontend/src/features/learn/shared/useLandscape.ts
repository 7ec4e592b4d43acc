/**
 * The loss of a lesson's network over two of its weights, computed by the engine: `POST labs/{id}/landscape` with
 * {across, up: {node, parameter, index, low, high}, size} answers {size, values}: base64 of float32, `size` × `size`
 * losses, the row with the highest second weight first. Here it is asked for the first two weights of the neuron.
 */
import { useEffect, useState } from 'react';
import { float32 } from '@/shared/lab';
import { NEURON } from './neuronRecipe';
import type { Place, Range } from './range';
import type { Followed } from './useLab';

export interface Landscape {
  range: Range;
  /** Row by row, the highest second weight first. */
  heights: Float32Array;
  /** Of the places that were measured. */
  lowest: Place & { loss: number };
  highest: number;
}

const SIZE = 41;

/** `about` names all that the losses depend on; both weights go from low to high. */
export function useLandscape({ player, told }: Followed, about: string, { low, high }: Pick<Range, 'low' | 'high'>): Landscape | null {
  const broken = Boolean(told.error);
  const [found, setFound] = useState<{ about: string; landscape: Landscape } | null>(null);
  useEffect(() => {
    if (broken) return; // asked again when there is an answer
    let wanted = true;
    const axis = (place: number) => ({ node: NEURON, parameter: 'W', index: [place, 0], low, high });
    void player.landscape({ across: axis(0), up: axis(1), size: SIZE }).then((answer) => {
      if (answer && wanted) setFound({ about, landscape: landscapeOf({ low, high, cells: answer.size }, float32(answer.values)) });
    });
    return () => {
      wanted = false;
    };
  }, [player, about, low, high, broken]);
  return found?.about === about ? found.landscape : null;
}

export function landscapeOf(range: Range, heights: Float32Array): Landscape {
  const { low, high, cells } = range;
  const place = heights.reduce((best, loss, here) => (loss < (heights[best] ?? Infinity) ? here : best), 0);
  const at = (cell: number) => low + (cell / (cells - 1)) * (high - low);
  return {
    range,
    heights,
    lowest: { x: at(place % cells), y: at(cells - 1 - Math.floor(place / cells)), loss: heights[place] ?? NaN },
    highest: heights.reduce((most, loss) => (Number.isFinite(loss) ? Math.max(most, loss) : most), -Infinity),
  };
}
