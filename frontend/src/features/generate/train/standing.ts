/** How the two networks stand against each other, by what the discriminator finds. */

export type Standing = 'balance' | 'play' | 'behind' | 'fooled';

const HARDLY = 0.6; // a half is what guessing finds
const NEARLY_ALL = 0.92;

/** `real` and `generated`: shares that the discriminator takes for what they are. */
export function standingOf(real: number | null | undefined, generated: number | null | undefined): Standing | null {
  if (typeof real !== 'number' || typeof generated !== 'number') return null;
  const found = (real + generated) / 2;
  if (found > NEARLY_ALL) return 'behind';
  if (found < 0.4) return 'fooled';
  return found < HARDLY ? 'balance' : 'play';
}
