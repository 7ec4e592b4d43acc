/** Puts a data set away at once; it can be brought back. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { deleteOwn, type OwnOut, restoreOwn } from '@/api';
import { listDatasetsQueryKey } from '@/api/@tanstack/react-query.gen';
import { toastError, toastUndo } from '@/shared/toast';

export function useRemoval({ id, name, dataset }: Pick<OwnOut, 'id' | 'name' | 'dataset'>) {
  const { t } = useTranslation('own');
  const navigate = useNavigate();
  const client = useQueryClient();
  const path = { id };
  const refresh = () => client.invalidateQueries({ queryKey: listDatasetsQueryKey() });
  return useMutation({
    mutationFn: () => deleteOwn({ path }),
    onSuccess: async () => {
      await navigate('/data');
      await refresh();
      toastUndo(t('set.deleted', { name }), async () => {
        await restoreOwn({ path });
        await refresh();
        await navigate(`/data?${new URLSearchParams({ set: dataset })}`);
      });
    },
    onError: toastError,
  });
}
