import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteDrawing, type DrawingOut, restoreDrawing } from '@/api';
import { listDatasetsQueryKey, listDrawingsOptions, listDrawingsQueryKey } from '@/api/@tanstack/react-query.gen';
import { toastError, toastUndo } from '@/shared/toast';
import { bytesOf, EmptyState, ErrorText, Panel, PixelImage, Waiting } from '@/shared/ui';
import { ClassBars } from './ClassBars';
import styles from './MyDrawings.module.css';

const SIDE = 28;

/** The digits that one has drawn and labelled, beside the pad on which more are drawn. */
export function MyDrawings({ pad }: { pad: ReactNode }) {
  const { t } = useTranslation('data');
  const { data, error, refetch } = useQuery(listDrawingsOptions());
  return (
    <div className={styles.mine}>
      <div className={styles.pad}>{pad}</div>
      {error ? (
        <ErrorText error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Waiting />
      ) : data.length === 0 ? (
        <EmptyState title={t('drawings.emptyTitle')}>{t('drawings.emptyText')}</EmptyState>
      ) : (
        <Collection drawings={data} />
      )}
    </div>
  );
}

function Collection({ drawings }: { drawings: readonly DrawingOut[] }) {
  const { t } = useTranslation('data');
  const [label, setLabel] = useState<number | null>(null);
  const names = [...new Set(drawings.map((drawing) => drawing.label))].sort((one, other) =>
    one.localeCompare(other, undefined, { numeric: true }),
  );
  const counts = names.map((name) => drawings.filter((drawing) => drawing.label === name).length);
  const only = label === null ? undefined : names[label];
  const remove = useRemoval();
  return (
    <div className={styles.collection}>
      <ul className={styles.grid} aria-label={t('drawings.title')}>
        {drawings
          .filter((drawing) => only === undefined || drawing.label === only)
          .map((drawing) => (
            <li key={drawing.id} className={styles.one}>
              <PixelImage
                values={bytesOf(drawing.picture)}
                width={SIDE}
                height={SIDE}
                scale="chalk"
                label={t('drawings.one', { label: drawing.label })}
                className={styles.picture}
              />
              <div className={styles.foot}>
                <b className={styles.label}>{drawing.label}</b>
                <button type="button" className={styles.remove} aria-label={t('drawings.delete', { label: drawing.label })} onClick={() => remove(drawing)}>
                  ×
                </button>
              </div>
            </li>
          ))}
      </ul>
      <Panel label={t('balance')} className={styles.panel}>
        <ClassBars names={names} counts={counts} chosen={label} choose={setLabel} />
      </Panel>
    </div>
  );
}

/** Removes a drawing at once, and offers to bring it back. */
function useRemoval() {
  const { t } = useTranslation('data');
  const client = useQueryClient();
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: listDrawingsQueryKey() }),
      client.invalidateQueries({ queryKey: listDatasetsQueryKey() }),
    ]);
  const removal = useMutation({
    mutationFn: ({ id }: DrawingOut) => deleteDrawing({ path: { id } }),
    onMutate: ({ id }) => {
      client.setQueryData<DrawingOut[]>(listDrawingsQueryKey(), (all) => all?.filter((drawing) => drawing.id !== id));
    },
    onSuccess: (_, { id, label }) =>
      toastUndo(t('drawings.deleted', { label }), async () => {
        await restoreDrawing({ path: { id } });
        await refresh();
      }),
    onError: toastError,
    onSettled: refresh,
  });
  return (drawing: DrawingOut) => removal.mutate(drawing);
}
