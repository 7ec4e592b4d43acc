/** Where the examples behind a cell of the confusion matrix are looked at. */

export const EXAMINED = ['validation', 'test'] as const;
/** What a model was measured with: on the way, and in the end. */
export type Examined = (typeof EXAMINED)[number];

interface Cell {
  /** `zoo:NAME` or `run:ID`. */
  model: string;
  split?: Examined;
  actual?: number;
  predicted?: number;
}

export function mistakesAddress(cell: Cell): string {
  const words = Object.entries(cell).filter((entry) => entry[1] !== undefined);
  return `/mistakes?${new URLSearchParams(words.map(([name, value]) => [name, String(value)]))}`;
}
