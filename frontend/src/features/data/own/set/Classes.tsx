import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeIn, OwnOut } from '@/api';
import { visible } from '@/shared/characters';
import { NameDialog } from '@/shared/NameDialog';
import { ClassBars } from '../../ClassBars';
import type { Editing } from '../asking';
import { MergeDialog } from './MergeDialog';
import styles from './Set.module.css';
import { useChanging } from './useChanging';

interface Props {
  own: OwnOut;
  /** The class that alone is shown. */
  chosen: number | null;
  show: (label: number | null) => void;
  editing: Editing;
}

type Dialog = { kind: 'rename' | 'merge'; name: string } | { kind: 'add' };

/** How many pictures each class has; a class can be shown alone, renamed, or merged into another. */
export function Classes({ own, chosen, show, editing }: Props) {
  const { t } = useTranslation('own');
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  const change = useChanging(editing);
  const apply = async (one: ChangeIn) => void (await change(one));
  const names = own.classes.map(({ name }) => name);
  return (
    <>
      <h3 className={styles.subheading}>{t('classes.title')}</h3>
      <div className={styles.classes}>
        <ClassBars
          names={names}
          counts={own.classes.map(({ train, test, left_out: out }) => train + test + out)}
          chosen={chosen}
          choose={show}
          aside={(name) => (
            <Menu position="bottom-end" width={200} withInitialFocusPlaceholder={false}>
              <Menu.Target>
                <button type="button" className={styles.more} aria-label={t('classes.more', { name: visible(name) })}>
                  ⋯
                </button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => setDialog({ kind: 'rename', name })}>{t('classes.rename')}</Menu.Item>
                <Menu.Item disabled={names.length < 2} onClick={() => setDialog({ kind: 'merge', name })}>
                  {t('classes.merge')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        />
      </div>
      <Button onClick={() => setDialog({ kind: 'add' })}>{t('classes.add')}</Button>
      {dialog?.kind === 'rename' && (
        <NameDialog
          title={t('classes.renameTitle', { name: visible(dialog.name) })}
          label={t('classes.name')}
          initial={dialog.name}
          confirm={t('classes.rename')}
          onConfirm={(to) => apply({ change: 'rename_class', name: dialog.name, to })}
          onClose={close}
        />
      )}
      {dialog?.kind === 'add' && (
        <NameDialog
          title={t('classes.add')}
          label={t('classes.name')}
          initial=""
          confirm={t('classes.add')}
          onConfirm={(name) => apply({ change: 'add_class', name })}
          onClose={close}
        />
      )}
      {dialog?.kind === 'merge' && (
        <MergeDialog
          name={dialog.name}
          others={names.filter((one) => one !== dialog.name)}
          merge={(into) => apply({ change: 'merge_classes', name: dialog.name, into })}
          onClose={close}
        />
      )}
    </>
  );
}
