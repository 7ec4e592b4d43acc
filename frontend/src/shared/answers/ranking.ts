/** The order in which the answers are shown: best first, and calm where there is no difference to see. */

export interface Chance {
  label: string;
  probability: number;
}

/** Thousandths, as shown: "98.2 %". */
function shown({ probability }: Chance): number {
  return Math.round(probability * 1000);
}

/** Best first; those that are shown as 0.0 % stay in the order of their names, so that they do not dance. */
export function ranked(chances: readonly Chance[]): Chance[] {
  return [...chances].sort((one, other) => {
    if (shown(one) === 0 && shown(other) === 0) return byName(one, other);
    return other.probability - one.probability || byName(one, other);
  });
}

function byName(one: Chance, other: Chance): number {
  return one.label.localeCompare(other.label, undefined, { numeric: true });
}
