/** A data set without pictures, for those that are drawn or taken with the camera. */
import type { OwnIn } from '@/api';

export type Way = 'draw' | 'camera';

/** Drawings are grey and as small as handwritten digits; what a camera sees has colour and needs more room. */
const FORMS: Record<Way, Omit<OwnIn, 'name'>> = {
  draw: { shape: [28, 28, 1], preparation: { placing: 'digit', invert: false } },
  camera: { shape: [64, 64, 3], preparation: { placing: 'crop', invert: false } },
};

export function emptySet(way: Way, name: string): OwnIn {
  return { name, ...FORMS[way] };
}
