/** The corrections of one model: those of its recipe, and what was changed here since. */
import type { Recipe } from '@/shared/recipe';
import { type Correction, correctionOf, correctionsOf, type Example, same, useDesks, withCorrection } from './corrections';

export interface Corrections {
  list: readonly Correction[];
  of: (example: Pick<Example, 'row'>) => Correction | undefined;
  /** What the model was trained with already. */
  learnt: (example: Pick<Example, 'row'>) => Correction | undefined;
  /** As another class; null leaves it out, undefined takes it as the data set has it. */
  correct: (example: Example, label: string | null | undefined) => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
  /** Whether they are others than those the model was trained with. */
  changed: boolean;
  /** The run that was begun with them. */
  run: string | null;
  begun: (run: string | null) => void;
}

export function useCorrections(model: string, recipe: Recipe): Corrections {
  const desk = useDesks(({ of }) => of[model]);
  const { change, undo, redo, begun } = useDesks.getState();
  const learnt = correctionsOf(recipe);
  const list = desk?.now ?? learnt;
  return {
    list,
    of: (example) => correctionOf(list, example),
    learnt: (example) => correctionOf(learnt, example),
    correct: (example, label) => {
      const next = withCorrection(list, example, label);
      if (!same(list, next)) change(model, list, next);
    },
    undo: desk && desk.past.length > 0 ? () => undo(model) : null,
    redo: desk && desk.future.length > 0 ? () => redo(model) : null,
    changed: !same(list, learnt),
    run: desk?.run ?? null,
    begun: (run) => begun(model, list, run),
  };
}
