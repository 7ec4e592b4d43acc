import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getVersion } from '@/api';
import { listVersionsOptions } from '@/api/@tanstack/react-query.gen';
import { dateTime } from '@/shared/format';
import { toastError, toastUndo } from '@/shared/toast';
import { Dialog, ErrorText, Waiting } from '@/shared/ui';
import { useWorkbench } from '@/shared/workbench';
import styles from './Drafts.module.css';
import { contentOf } from './saver';

/** The versions of the open draft; opening one is an edit that can be undone. */
export function VersionsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('drafts');
  const id = useWorkbench((bench) => bench.documentId) ?? '';
  const versions = useQuery({ ...listVersionsOptions({ path: { id } }), enabled: id !== '' });

  const open = async (number: number) => {
    try {
      const version = await getVersion({ path: { id, number } });
      const { recipe, positions } = contentOf(version);
      useWorkbench.getState().edit(recipe, positions);
      onClose();
      toastUndo(t('versions.opened', { name: version.name }), () => useWorkbench.temporal.getState().undo());
    } catch (error) {
      toastError(error);
    }
  };

  return (
    <Dialog opened onClose={onClose} title={t('versions.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      {versions.isLoading && <Waiting />}
      {versions.error && <ErrorText error={versions.error} retry={() => void versions.refetch()} />}
      {versions.data?.length === 0 && <p className={styles.soft}>{t('versions.none')}</p>}
      <ul className={styles.list}>
        {versions.data?.map(({ number, name, created }) => (
          <li key={number} className={styles.row}>
            <span className={styles.rowText}>
              <strong>{name}</strong>
              <span className={styles.soft}>{t('versions.entry', { number, when: dateTime(created) })}</span>
            </span>
            <Button aria-label={t('versions.openNamed', { name })} onClick={() => void open(number)}>
              {t('versions.open')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
