import { Button, CloseButton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DocumentSummary } from '@/api';
import { listDocumentsOptions, listDocumentsQueryKey } from '@/api/@tanstack/react-query.gen';
import { relativeTime } from '@/shared/format';
import { toastError, toastUndo } from '@/shared/toast';
import { Dialog, ErrorText, Waiting } from '@/shared/ui';
import { useWorkbench } from '@/shared/workbench';
import styles from './Drafts.module.css';
import { openDraft, putAway } from './opening';
import { saver } from './shelf';

/** Every draft, the latest first: open one, or put it away (which can be undone). */
export function DraftsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('drafts');
  const cache = useQueryClient();
  const drafts = useQuery({ ...listDocumentsOptions(), refetchOnMount: 'always' });
  const current = useWorkbench((bench) => bench.documentId);

  const open = (id: string) => openDraft(id).then(onClose, toastError);
  const remove = async ({ id, name }: DocumentSummary) => {
    try {
      if (id === current) await saver.flush(); // so that undo brings everything back
      const restore = await putAway(id);
      toastUndo(t('list.deleted', { name }), async () => {
        await restore();
        await cache.invalidateQueries({ queryKey: listDocumentsQueryKey() });
      });
      await cache.invalidateQueries({ queryKey: listDocumentsQueryKey() });
    } catch (error) {
      toastError(error);
    }
  };

  return (
    <Dialog opened onClose={onClose} title={t('list.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      {drafts.isLoading && <Waiting />}
      {drafts.error && <ErrorText error={drafts.error} retry={() => void drafts.refetch()} />}
      <ul className={styles.list}>
        {drafts.data?.map((draft) => (
          <li key={draft.id} className={styles.row}>
            <span className={styles.rowText}>
              <strong>{draft.name}</strong>
              <span className={styles.soft}>
                {draft.id === current ? t('list.current') : t('list.changed', { ago: relativeTime(draft.updated) })}
              </span>
            </span>
            {draft.id !== current && (
              <Button aria-label={t('list.openNamed', { name: draft.name })} onClick={() => void open(draft.id)}>
                {t('list.open')}
              </Button>
            )}
            <CloseButton aria-label={t('list.delete', { name: draft.name })} onClick={() => void remove(draft)} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
