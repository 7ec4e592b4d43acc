import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deleteDrawing, keepDrawing } from '@/api';
import { listDatasetsQueryKey, listDrawingsQueryKey } from '@/api/@tanstack/react-query.gen';
import { toastError, toastUndo } from '@/shared/toast';
import { useDrawing } from './drawingStore';
import type { Stroke } from './strokes';
import styles from './DrawingPad.module.css';

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Keep the drawing with its label in the data set "My drawings". The pad is free for the next one then. */
export function SampleKeeper() {
  const { t } = useTranslation('drawing');
  const strokes = useDrawing((state) => state.strokes);
  const client = useQueryClient();

  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: listDrawingsQueryKey() }),
      client.invalidateQueries({ queryKey: listDatasetsQueryKey() }),
    ]);

  const keeping = useMutation({
    mutationFn: (label: string) =>
      keepDrawing({ body: { label, brush: useDrawing.getState().brush, strokes: strokes as Stroke[] } }),
    onSuccess: async ({ id, label }) => {
      const { clear, brush } = useDrawing.getState();
      clear();
      toastUndo(t('sampleKept', { label }), async () => {
        await deleteDrawing({ path: { id } });
        if (useDrawing.getState().strokes.length === 0) useDrawing.getState().show(strokes, brush);
        await refresh();
      });
      await refresh();
    },
    onError: toastError,
  });

  const empty = strokes.length === 0;
  return (
    <div role="group" aria-label={t('keepAsSample')}>
      <p className={styles.caption}>{t(empty ? 'keepAsSampleEmpty' : 'keepAsSampleHelp')}</p>
      <div className={styles.digits}>
        {DIGITS.map((label) => (
          <Button
            key={label}
            px={0}
            aria-label={t('keepAs', { label })}
            disabled={empty || keeping.isPending}
            onClick={() => keeping.mutate(label)}
          >
            {label}
          </Button>
        ))}
      </div>
    </div>
  );
}
