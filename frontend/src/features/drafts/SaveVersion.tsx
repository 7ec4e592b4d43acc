import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createVersion } from '@/api';
import { listVersionsOptions } from '@/api/@tanstack/react-query.gen';
import { NameDialog } from '@/shared/NameDialog';
import { toast } from '@/shared/toast';
import { useWorkbench } from '@/shared/workbench';
import { saver } from './shelf';
import { useRefreshVersions } from './useDrafts';

/** Keep the draft as it is now under a name (also Ctrl-S); no later edit changes it. */
export function SaveVersion() {
  const { t } = useTranslation('drafts');
  const [asking, setAsking] = useState(false);
  const isOpen = useWorkbench((bench) => bench.recipe !== null);
  useHotkeys([['mod+S', () => isOpen && setAsking(true)]], []);
  return (
    <>
      <Button disabled={!isOpen} onClick={() => setAsking(true)} title={t('versions.keys')}>
        {t('versions.save')}
      </Button>
      {asking && <VersionDialog onClose={() => setAsking(false)} />}
    </>
  );
}

function VersionDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('drafts');
  const refresh = useRefreshVersions();
  const id = useWorkbench((bench) => bench.documentId);
  const known = useQuery({ ...listVersionsOptions({ path: { id: id ?? '' } }), enabled: id !== null });
  const next = (known.data?.[0]?.number ?? 0) + 1;

  const save = async (name: string) => {
    await saver.flush(); // the server keeps the draft as it has it
    const { documentId } = useWorkbench.getState();
    if (documentId === null) return;
    await createVersion({ path: { id: documentId }, body: { name } });
    refresh(documentId);
    toast(t('versions.kept', { name }));
  };

  if (id !== null && known.isLoading) return null; // the number in the suggested name
  return (
    <NameDialog
      title={t('versions.save')}
      label={t('versions.name')}
      hint={t('versions.hint')}
      initial={t('versions.suggested', { number: next })}
      confirm={t('versions.confirm')}
      onConfirm={save}
      onClose={onClose}
    />
  );
}
