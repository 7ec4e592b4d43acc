/** Trained models: the list of the server, fetched anew when the stream tells that a run became one or ceased to be. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ModelOut } from '@/api';
import { listModelsOptions, listModelsQueryKey } from '@/api/@tanstack/react-query.gen';
import { useStreamMessage } from './stream';

export function useModels() {
  const client = useQueryClient();
  const query = useQuery(listModelsOptions());
  const heardOf = useRef(new Set<string>());
  const refetch = () => void client.invalidateQueries({ queryKey: listModelsQueryKey() });
  const modelOf = (run: string) => query.data?.find(({ id }) => id === `run:${run}`);

  useStreamMessage('run', ({ run }) => {
    const model = modelOf(run.id);
    if (model ? model.live !== (run.state === 'running') || model.name !== run.name : run.has_model) refetch();
  });
  useStreamMessage('live', ({ run }) => {
    if (modelOf(run) || heardOf.current.has(run)) return;
    heardOf.current.add(run);
    refetch();
  });
  useStreamMessage('deleted', refetch);

  return query;
}

/** Whether it goes on with a text that one types. */
export function writesText({ writes }: Pick<ModelOut, 'writes'>): boolean {
  return writes;
}

/** Whether one can draw for it: it takes pictures and names what it sees. */
export function readsDrawings({ kind, input_shape: shape, class_names: names }: Pick<ModelOut, 'kind' | 'input_shape' | 'class_names'>): boolean {
  return kind === 'classifier' && shape.length === 3 && names.length > 0;
}
