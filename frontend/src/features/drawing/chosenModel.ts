/** Which model reads the drawing: the chosen one, else the run that is watched, else the one that comes along. */
import type { ModelOut } from '@/api';
import { readsDrawings, useModels } from '@/shared/models';
import { useStreamMessage } from '@/shared/stream';
import { useWorkbench } from '@/shared/workbench';

/** Trained and bundled, so that the first stroke is answered without waiting for anything. */
export const FIRST_READER = 'zoo:digit-reader';

export interface ChosenModel {
  id: string;
  /** What can read a drawing: the run in progress first, then those that come along, then one's own. */
  models: readonly ModelOut[];
}

export function useChosenModel(): ChosenModel {
  const chosen = useWorkbench((state) => state.modelId);
  const watched = useWorkbench((state) => state.runId);
  const { data } = useModels();
  const models = inOrder(data ?? []);

  useStreamMessage('deleted', ({ run }) => {
    const { modelId, chooseModel } = useWorkbench.getState();
    if (modelId === `run:${run}`) chooseModel(null);
  });

  const own = models.find(({ id }) => id === `run:${watched}`)?.id;
  return { id: chosen ?? own ?? FIRST_READER, models };
}

/** Only models that one can draw for, or those that something else is asked of. */
export function inOrder(models: readonly ModelOut[], fits: (model: ModelOut) => boolean = readsDrawings): ModelOut[] {
  const place = ({ live, origin }: ModelOut) => (live ? 0 : origin === 'zoo' ? 1 : 2);
  return models.filter(fits).sort((one, other) => place(one) - place(other));
}
