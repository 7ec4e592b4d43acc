/** A map from the server: principal components at once, and from them t-SNE, which is shown as it goes on. */
import { useMemo } from 'react';
import { drawMap, findNeighbours, type MapOut, type ModelOut, type NeighboursOut } from '@/api';
import { type Asked, useJob } from '@/shared/job';
import type { Wanted } from './place';
import { fitted, fittedBytes, type Places } from './places';

/** Milliseconds on the way from one map to another, and between two moments of one that is drawn. */
const CHANGE = 700;
const MOMENT = 300;

export interface Drawn {
  map: MapOut | null;
  /** Where its points belong by now, and how long they may take to get there. */
  places: Places | null;
  lasts: number;
  first: Asked;
  tsne: Asked;
}

export function useDrawn({ id: model, live }: Pick<ModelOut, 'id' | 'live'>, { method, split, count, perplexity, seed }: Wanted, calm: boolean): Drawn {
  const body = { split, count, seed };
  const key = [model, live, split, count, seed];
  const first = useJob(['map', 'pca', ...key], (signal) => drawMap({ path: { id: model }, body: { ...body, method: 'pca' }, signal }));
  const flat = first.job?.map ?? null;
  // the same seed draws the same examples, so its points are those of the first map, each at its place in the list
  const tsne = useJob(['map', 'tsne', ...key, perplexity], (signal) => drawMap({ path: { id: model }, body: { ...body, method, perplexity }, signal }), method === 'tsne' && flat !== null);
  const near = tsne.job?.map ?? null;
  const moment = calm ? null : (tsne.job?.places ?? null);
  const places = useMemo(() => {
    if (!flat) return null;
    if (near) return fitted(near.x, near.y);
    const drawn = moment === null ? null : fittedBytes(moment);
    return drawn?.length === 2 * flat.x.length ? drawn : fitted(flat.x, flat.y);
  }, [flat, near, moment]);
  return { map: near ?? flat, places, lasts: moment === null ? CHANGE : MOMENT, first, tsne };
}

export function useNear(model: string, row: number | null, enabled: boolean): { asked: Asked; found: NeighboursOut | null } {
  const sample = { row: row ?? 0, split: 'train' as const };
  const asked = useJob(['neighbours', model, row], (signal) => findNeighbours({ path: { id: model }, body: { sample, count: 8 }, signal }), enabled && row !== null);
  return { asked, found: asked.job?.neighbours ?? null };
}
