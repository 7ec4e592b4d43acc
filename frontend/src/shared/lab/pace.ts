/** How many steps are due: as many a second as one has chosen, whatever time each request takes. */

export const PACES = [10, 60, 300] as const;

const LONGEST = 250; // milliseconds: what was missed before (the tab was hidden, the server busy) is not caught up with
const MOST = 100;

/** Steps for this request, and the share of a step that is left over for the next one. */
export function due(elapsed: number, pace: number, left: number): { steps: number; left: number } {
  const wanted = left + (Math.min(elapsed, LONGEST) * pace) / 1000;
  const steps = Math.min(MOST, Math.floor(wanted));
  return { steps, left: Math.min(wanted - steps, 1) };
}
