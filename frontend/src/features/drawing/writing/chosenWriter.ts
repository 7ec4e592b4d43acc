/** Which model writes: the chosen one if it can, else the run that is watched, else the first that can. */
import type { ModelOut } from '@/api';
import { useModels, writesText } from '@/shared/models';
import { useWorkbench } from '@/shared/workbench';
import { inOrder } from '../chosenModel';

export interface ChosenWriter {
  /** Null where none has learnt to write yet. */
  id: string | null;
  models: readonly ModelOut[];
}

export function useChosenWriter(): ChosenWriter {
  const chosen = useWorkbench((state) => state.modelId);
  const watched = useWorkbench((state) => state.runId);
  const models = inOrder(useModels().data ?? [], writesText);
  const known = (id: string | null) => models.find((model) => model.id === id)?.id;
  return { id: known(chosen) ?? known(`run:${watched}`) ?? models[0]?.id ?? null, models };
}
