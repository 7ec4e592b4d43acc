/** Which runs are listed, and in which order. */
import { datasetLabel } from '@/shared/catalogue';
import { hasEnded } from '@/shared/liveRun';
import type { Run } from '@/shared/run';

export const COLUMNS = ['name', 'state', 'accuracy', 'seconds', 'size', 'created'] as const;
export type Column = (typeof COLUMNS)[number];

export const STATES = ['all', 'active', 'succeeded', 'failed', 'cancelled'] as const;
export type StateChoice = (typeof STATES)[number];

export interface Choice {
  text: string;
  state: StateChoice;
  column: Column;
  descending: boolean;
}

export const FIRST_CHOICE: Choice = { text: '', state: 'all', column: 'created', descending: true };

/** How well a run did, by the best that is known of it: of a generator, how many examples are as they should be. */
export function accuracyOf({ progress }: Pick<Run, 'progress'>): number | null {
  const read = progress.test_accuracy ?? progress.best_validation_accuracy ?? progress.validation_accuracy;
  return read ?? progress.agreement ?? progress.judged?.quality ?? null;
}

/** How many classes a generator draws that is not told which, of how many; null for any other run. */
export function classesOf({ progress }: Pick<Run, 'progress'>): { seen: number; classes: number } | null {
  const { judged, classes_seen: seen } = progress;
  const classes = judged?.shares?.length;
  return accuracyOf({ progress }) === null && typeof seen === 'number' && classes ? { seen, classes } : null;
}

export function listed(runs: readonly Run[], { text, state, column, descending }: Choice): Run[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return runs
    .filter((run) => {
      const content = [run.name, run.title, run.recipe_name, run.dataset, datasetLabel(run.dataset, run.own_data)].join(' ').toLocaleLowerCase();
      return words.every((word) => content.includes(word));
    })
    .filter((run) => state === 'all' || (state === 'active' ? !hasEnded(run) : run.state === state))
    .sort((one, other) => compared(one, other, column, descending) || other.created.localeCompare(one.created));
}

/** What is not known comes last, whichever way the others are sorted. */
function compared(one: Run, other: Run, column: Column, descending: boolean): number {
  const [a, b] = [valueOf(one, column), valueOf(other, column)];
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = typeof a === 'string' ? a.localeCompare(String(b)) : a - Number(b);
  return descending ? -order : order;
}

function valueOf(run: Run, column: Column): string | number | null {
  switch (column) {
    case 'accuracy':
      return accuracyOf(run);
    case 'seconds':
      return run.progress.seconds ?? null;
    case 'size':
      return run.size;
    default:
      return run[column];
  }
}

/** What a click on a column's head asks for: the other way round, or the way in which one looks for the best. */
export function sortedBy(choice: Choice, column: Column): Choice {
  const same = choice.column === column;
  return { ...choice, column, descending: same ? !choice.descending : column !== 'name' && column !== 'state' };
}
