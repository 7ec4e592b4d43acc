/** What can be done with a run from a list or its page: named, put away, begun once more. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { createRun, deleteRun, renameRun, restoreRun, type RunRow } from '@/api';
import { getRunQueryKey, listRunsQueryKey } from '@/api/@tanstack/react-query.gen';
import { noteRun } from '@/shared/liveRun';
import { toastError, toastUndo } from '@/shared/toast';

export interface RunActions {
  rename: (run: Pick<RunRow, 'id'>, name: string) => void;
  putAway: (run: Pick<RunRow, 'id' | 'name'>, then?: () => void) => void;
  /** The same recipe with the same seed, as a new run. */
  again: (run: Pick<RunRow, 'recipe' | 'document'>, then?: (id: string) => void) => void;
}

export function useRunActions(): RunActions {
  const { t } = useTranslation('runs');
  const client = useQueryClient();
  const refetch = () => client.invalidateQueries({ queryKey: listRunsQueryKey() });

  const { mutate: rename } = useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) => renameRun({ path: { id }, body: { name } }),
    onSuccess: (run) => noteRun(client, run),
    onError: toastError,
  });
  const { mutate: remove } = useMutation({
    mutationFn: ({ id }: { id: string; name: string }) => deleteRun({ path: { id } }),
    onMutate: ({ id }) =>
      client.setQueryData<RunRow[]>(listRunsQueryKey(), (rows) => rows?.filter((row) => row.id !== id)),
    onSuccess: (_, { id, name }) =>
      toastUndo(t('deleted', { name }), async () => {
        await restoreRun({ path: { id } });
        await refetch();
      }),
    onError: (error) => {
      toastError(error);
      void refetch();
    },
  });
  const { mutate: repeat } = useMutation({
    mutationFn: ({ recipe, document }: Pick<RunRow, 'recipe' | 'document'>) => createRun({ body: { recipe, document } }),
    onSuccess: (run) => {
      client.setQueryData(getRunQueryKey({ path: { id: run.id } }), run);
      noteRun(client, run);
    },
    onError: toastError,
  });

  return useMemo(
    () => ({
      rename: ({ id }, name) => rename({ id, name }),
      putAway: ({ id, name }, then) => remove({ id, name }, { onSuccess: then }),
      again: ({ recipe, document }, then) => repeat({ recipe, document }, { onSuccess: ({ id }) => then?.(id) }),
    }),
    [rename, remove, repeat],
  );
}
