/** Which model reads the drawing: the chosen one, else the run that is watched, else the one that comes along. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ModelOut } from '@/api';
import { listModelsOptions, listModelsQueryKey } from '@/api/@tanstack/react-query.gen';
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
  const client = useQueryClient();
  const chosen = useWorkbench((state) => state.modelId);
  const watched = useWorkbench((state) => state.runId);
  const { data } = useQuery(listModelsOptions());
  const models = inOrder(data ?? []);

  const refetch = () => void client.invalidateQueries({ queryKey: listModelsQueryKey() });
  useStreamMessage('run', ({ run }) => {
    const known = models.find(({ id }) => id === `run:${run.id}`);
    const live = run.state === 'running';
    if (known ? known.live !== live : run.has_model || run.state === 'succeeded') refetch();
  });
  useStreamMessage('live', ({ run }) => {
    if (!models.some(({ id }) => id === `run:${run}`)) refetch();
  });
  useStreamMessage('deleted', ({ run }) => {
    if (useWorkbench.getState().modelId === `run:${run}`) useWorkbench.getState().chooseModel(null);
    refetch();
  });

  const own = models.find(({ id }) => id === `run:${watched}`)?.id;
  return { id: chosen ?? own ?? FIRST_READER, models };
}

/** Only models that read pictures and name what they see. */
export function inOrder(models: readonly ModelOut[]): ModelOut[] {
  const place = ({ live, origin }: ModelOut) => (live ? 0 : origin === 'zoo' ? 1 : 2);
  return models.filter(readsPictures).sort((one, other) => place(one) - place(other));
}

export function readsPictures({ input_shape: shape, class_names: names }: ModelOut): boolean {
  return shape.length === 3 && names.length > 0;
}
