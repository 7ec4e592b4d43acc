/** How a character is shown where one could not see it. */

const OPEN_BOX = '␣';

/** A space becomes a sign for it; every other label stays as it is. */
export function visible(label: string): string {
  return label === ' ' ? OPEN_BOX : label;
}
