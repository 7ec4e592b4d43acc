/** How much two pictures (or any numbers in the same order) are alike. */

/** Their correlation: 1 where all is as it was, 0 where nothing is; null where there is nothing to compare. */
export function likeness(one: ArrayLike<number>, other: ArrayLike<number>): number | null {
  const [first, second] = [centred(one), centred(other)];
  const [size, otherSize] = [length(first), length(second)];
  if (first.length !== second.length || size === 0 || otherSize === 0) return null;
  return first.reduce((sum, value, place) => sum + value * (second[place] ?? 0), 0) / (size * otherSize);
}

function centred(values: ArrayLike<number>): number[] {
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / (all.length || 1);
  return all.map((value) => value - mean);
}

function length(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}
