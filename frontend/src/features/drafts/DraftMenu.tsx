import { Button, Menu } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NameDialog } from '@/shared/NameDialog';
import { toast, toastError } from '@/shared/toast';
import { useWorkbench } from '@/shared/workbench';
import styles from './Drafts.module.css';
import { DraftsDialog } from './DraftsDialog';
import { importFile } from './importFile';
import { duplicate } from './opening';
import { VersionsDialog } from './VersionsDialog';

type Dialog = 'rename' | 'versions' | 'drafts';

/** The name of the open draft; behind it what can be done with drafts. `onNew` shows the first screen. */
export function DraftMenu({ onNew }: { onNew: () => void }) {
  const { t } = useTranslation('drafts');
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const name = useWorkbench((bench) => bench.name) || t('untitled');
  const isOpen = useWorkbench((bench) => bench.recipe !== null);
  const close = () => setDialog(null);
  const copy = () => {
    duplicate(t('copyOf', { name }));
    toast(t('duplicated', { name }));
  };

  return (
    <>
      <Menu position="bottom-start" width={220} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button variant="subtle" color="gray" className={styles.menu} aria-label={isOpen ? t('menu.label', { name }) : t('list.title')}>
            <span className={styles.name}>{isOpen ? name : t('list.title')}</span>
            <span aria-hidden="true">&nbsp;▾</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onNew}>{t('menu.new')}</Menu.Item>
          <Menu.Item onClick={() => picker.current?.click()}>{t('menu.import')}</Menu.Item>
          <Menu.Item onClick={() => setDialog('drafts')}>{t('menu.drafts')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item disabled={!isOpen} onClick={() => setDialog('rename')}>
            {t('menu.rename')}
          </Menu.Item>
          <Menu.Item disabled={!isOpen} onClick={copy}>
            {t('menu.duplicate')}
          </Menu.Item>
          <Menu.Item disabled={!isOpen} onClick={() => setDialog('versions')}>
            {t('menu.versions')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <input
        ref={picker}
        type="file"
        hidden
        aria-label={t('menu.import')}
        accept=".json,.safetensors,application/json"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = ''; // the same file can be picked again
          if (file) void importFile(file).catch(toastError);
        }}
      />
      {dialog === 'rename' && (
        <NameDialog
          title={t('rename.title')}
          label={t('rename.label')}
          initial={name}
          confirm={t('rename.confirm')}
          onConfirm={(wanted) => useWorkbench.getState().rename(wanted)}
          onClose={close}
        />
      )}
      {dialog === 'versions' && <VersionsDialog onClose={close} />}
      {dialog === 'drafts' && <DraftsDialog onClose={close} />}
    </>
  );
}
