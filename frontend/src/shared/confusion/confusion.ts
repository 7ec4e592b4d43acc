/** What a confusion matrix says: rows are the true classes, columns the guesses. */

export interface Mistake {
  truth: number;
  guess: number;
  count: number;
}

export interface Summary {
  right: number;
  total: number;
  /** What is mixed up most often; null where nothing is. */
  worst: Mistake | null;
}

export function summaryOf(matrix: readonly (readonly number[])[]): Summary {
  let right = 0;
  let total = 0;
  let worst: Mistake | null = null;
  matrix.forEach((row, truth) =>
    row.forEach((count, guess) => {
      total += count;
      if (truth === guess) right += count;
      else if (count > (worst?.count ?? 0)) worst = { truth, guess, count };
    }),
  );
  return { right, total, worst };
}

/** How strongly a cell is coloured: its share of the row; mistakes are rare, so theirs is stretched. */
export function strengthOf(matrix: readonly (readonly number[])[], truth: number, guess: number): number {
  const row = matrix[truth] ?? [];
  const share = (row[guess] ?? 0) / Math.max(1, row.reduce((sum, count) => sum + count, 0));
  return truth === guess ? share : Math.min(1, Math.sqrt(share));
}

/** The cell that an arrow key leads to. */
export function moved([truth, guess]: readonly [number, number], key: string, size: number): [number, number] | null {
  const held = (place: number) => Math.min(Math.max(place, 0), size - 1);
  switch (key) {
    case 'ArrowUp':
      return [held(truth - 1), guess];
    case 'ArrowDown':
      return [held(truth + 1), guess];
    case 'ArrowLeft':
      return [truth, held(guess - 1)];
    case 'ArrowRight':
      return [truth, held(guess + 1)];
    default:
      return null;
  }
}
