/** What the digit writer is asked for, and which of the two was changed alone. */

export interface Wanted {
  label: number;
  /** Names a noise. */
  seed: number;
}

export interface Changed {
  /** The noise was changed, and the label kept. */
  noise: boolean;
  /** After that, the label was changed, and the noise kept. */
  label: boolean;
}

export const NOTHING: Changed = { noise: false, label: false };

export function changedBy(before: Changed, from: Wanted, to: Wanted): Changed {
  const [otherNoise, otherLabel] = [from.seed !== to.seed, from.label !== to.label];
  return {
    noise: before.noise || (otherNoise && !otherLabel),
    label: before.label || (before.noise && otherLabel && !otherNoise),
  };
}
