/** Finding layers by what they are called, in English, in the language that is shown, or in a recipe. */
import type { PartOut } from '@/api';

export interface Found {
  group: string;
  layers: PartOut[];
}

/** What a layer may be looked for by, the most likely first. */
type TextsOf = (layer: PartOut) => string[];

/** The layers that fit, the best first; all of them, as they are listed, for an empty text. */
export function findLayers(layers: readonly PartOut[], text: string, textsOf: TextsOf): PartOut[] {
  const wanted = plain(text);
  if (wanted === '') return [...layers];
  return layers
    .map((layer) => ({ layer, rank: rankOf([...textsOf(layer), layer.label, layer.name], wanted) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((one, other) => one.rank - other.rank)
    .map(({ layer }) => layer);
}

const BEGINS = 0;
const WORD_BEGINS = 100;
const INSIDE = 200;

function rankOf(texts: string[], wanted: string): number {
  const ranks = texts.map((text, place) => {
    const own = plain(text);
    const at = own.indexOf(wanted);
    if (at === -1) return Infinity;
    const words = at === 0 ? BEGINS : own[at - 1] === ' ' ? WORD_BEGINS : INSIDE;
    return words + place;
  });
  return Math.min(...ranks);
}

/** "Conv-2D", "conv 2d" and "conv2d" are looked for alike. */
function plain(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase().replace(/[\s_-]+/g, ' ').trim();
}

const ORDER = ['core', 'convolution', 'pooling', 'activation', 'normalization', 'regularization', 'merge', 'shape'];

/** In the groups of the registry: what one begins with first, groups that are new at the end. */
export function inGroups(layers: readonly PartOut[]): Found[] {
  const groups = new Map<string, PartOut[]>();
  for (const layer of layers) groups.set(layer.group, [...(groups.get(layer.group) ?? []), layer]);
  const rank = (group: string) => {
    const place = ORDER.indexOf(group.toLowerCase());
    return place === -1 ? ORDER.length : place;
  };
  return [...groups].map(([group, members]) => ({ group, layers: members })).sort((one, other) => rank(one.group) - rank(other.group));
}
