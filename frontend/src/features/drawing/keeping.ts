/** Keeping a drawing with its label in the data set "My drawings", as long as it is wanted there. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deleteDrawing, keepDrawing } from '@/api';
import { listDatasetsQueryKey, listDrawingsQueryKey } from '@/api/@tanstack/react-query.gen';
import { toastError, toastUndo } from '@/shared/toast';
import { useDrawing } from './drawingStore';
import type { Stroke } from './strokes';

/** Keeps what is on the pad, which is free for the next one then. `counted` is told of each one more, or less again. */
export function useKeeping(counted?: (change: 1 | -1) => void) {
  const { t } = useTranslation('drawing');
  const client = useQueryClient();
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: listDrawingsQueryKey() }),
      client.invalidateQueries({ queryKey: listDatasetsQueryKey() }),
    ]);
  return useMutation({
    mutationFn: ({ label, strokes }: { label: string; strokes: readonly Stroke[] }) =>
      keepDrawing({ body: { label, brush: useDrawing.getState().brush, strokes: strokes as Stroke[] } }),
    onSuccess: async ({ id, label }, { strokes }) => {
      const { clear, brush } = useDrawing.getState();
      clear();
      counted?.(1);
      toastUndo(t('sampleKept', { label }), async () => {
        await deleteDrawing({ path: { id } });
        counted?.(-1);
        if (useDrawing.getState().strokes.length === 0) useDrawing.getState().show(strokes, brush);
        await refresh();
      });
      await refresh();
    },
    onError: toastError,
  });
}
