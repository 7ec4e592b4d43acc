/** What stands on the workbench: the open document, what is selected in it, the run that is watched, the model drawn for. */
import { temporal } from 'zundo';
import { create, useStore } from 'zustand';
import type { Positions, Recipe } from './recipe';

export interface Workbench {
  documentId: string | null;
  /** Counts the documents that were opened, so that an edit can be told from another document. */
  opening: number;
  /** The server's revision that the next save builds on. */
  revision: number;
  name: string;
  recipe: Recipe | null;
  positions: Positions;
  /** Names of the selected nodes, the first one leads. */
  selection: string[];
  runId: string | null;
  /** `zoo:NAME` or `run:ID`. */
  modelId: string | null;

  openDocument: (document: OpenDocument) => void;
  setRevision: (revision: number) => void;
  rename: (name: string) => void;
  /**
   * One edit: the network and where its nodes stand change together, as one step of history. Edits of one `burst`
   * (typing into a field, dragging a slider) that follow one another quickly are one step together.
   */
  edit: (recipe: Recipe, positions?: Positions, burst?: string) => void;
  setPositions: (positions: Positions, burst?: string) => void;
  select: (names: string[]) => void;
  watchRun: (id: string | null) => void;
  chooseModel: (id: string | null) => void;
}

export interface OpenDocument {
  id: string | null;
  revision: number;
  name: string;
  recipe: Recipe;
  positions: Positions;
}

type Remembered = Pick<Workbench, 'recipe' | 'positions'>;

export const useWorkbench = create<Workbench>()(
  temporal(
    (set) => ({
      documentId: null,
      opening: 0,
      revision: 0,
      name: '',
      recipe: null,
      positions: {},
      selection: [],
      runId: null,
      modelId: null,

      openDocument: ({ id, ...document }) => {
        set(({ opening }) => ({ ...document, documentId: id, opening: opening + 1, selection: [] }));
        forgetHistory();
      },
      setRevision: (revision) => set({ revision }),
      rename: (name) => set({ name }),
      edit: (recipe, positions, burst) => inBurst(burst, () => set(positions ? { recipe, positions } : { recipe })),
      setPositions: (positions, burst) => inBurst(burst, () => set({ positions })),
      select: (selection) => set({ selection }),
      watchRun: (runId) => set({ runId }),
      chooseModel: (modelId) => set({ modelId }),
    }),
    {
      limit: 300,
      // selection, runs and the like are no edits: only what is drawn can be undone
      partialize: ({ recipe, positions }): Remembered => ({ recipe, positions }),
      equality: (one, other) => one.recipe === other.recipe && one.positions === other.positions,
      handleSet: (remember) => (...edit) => {
        if (!goesOn) (remember as (...edit: unknown[]) => void)(...edit);
      },
    },
  ),
);

const LONGEST_PAUSE = 600; // milliseconds between two edits of one burst

let last: { burst: string; at: number } | undefined;
let goesOn = false; // whether the edit that is being made continues the last one

function inBurst(burst: string | undefined, edit: () => void): void {
  const now = Date.now();
  goesOn = last !== undefined && last.burst === burst && now - last.at <= LONGEST_PAUSE;
  edit();
  goesOn = false;
  last = burst === undefined ? undefined : { burst, at: now };
}

// What follows an undo or redo is a new edit, even of the same field.
useWorkbench.temporal.subscribe(() => {
  last = undefined;
});

/** Undo and redo of edits: `useHistory((h) => h.undo)`, `useHistory((h) => h.pastStates.length > 0)`. */
export function useHistory<T>(select: (history: ReturnType<typeof useWorkbench.temporal.getState>) => T): T {
  return useStore(useWorkbench.temporal, select);
}

function forgetHistory(): void {
  useWorkbench.temporal.getState().clear();
}
