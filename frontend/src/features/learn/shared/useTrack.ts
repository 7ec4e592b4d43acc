/** Where two weights have been: a place for each step, from the beginning or from where they were put by hand. */
import { useEffect, useState } from 'react';
import { float32, type Screen } from '@/shared/lab';
import { NEURON } from './neuronRecipe';
import type { Place } from './range';

export interface Stop extends Place {
  step: number;
  loss: number | null;
  /** The slope that the last step went against, and the rate that it went with. */
  slope: Place;
  rate: number;
}

const MOST = 2000;

/** With where the weights are now; what lies before the step they are at, or another place at the same one, begins anew. */
export function tracked(track: readonly Stop[], stop: Stop): readonly Stop[] {
  const last = track.at(-1);
  if (!last || stop.step < last.step) return [stop];
  if (stop.step > last.step) return [...track.slice(-MOST), stop];
  return stop.x === last.x && stop.y === last.y ? track : [stop];
}

/** The first two weights of the neuron. */
export function useTrack(screen: Screen): readonly Stop[] {
  const [track, setTrack] = useState<readonly Stop[]>([]);
  useEffect(
    () =>
      screen.watch(() => {
        const stop = stopOf(screen);
        if (stop) setTrack((before) => tracked(before, stop));
      }),
    [screen],
  );
  return track;
}

function stopOf({ out }: Screen): Stop | null {
  const weights = out?.weights?.find(({ node, name }) => node === NEURON && name === 'W');
  if (!out || !weights) return null;
  const [[x, y], [right, up]] = [weights.values, weights.gradients].map((numbers) => [...float32(numbers)]) as [number[], number[]];
  if (x === undefined || y === undefined) return null;
  return { x, y, step: out.step, loss: out.measured?.training.loss ?? null, slope: { x: right ?? 0, y: up ?? 0 }, rate: out.lr };
}
