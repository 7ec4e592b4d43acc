import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toastError } from './toast';
import { Dialog } from './ui';

interface Props {
  title: string;
  label: string;
  hint?: string;
  initial: string;
  confirm: string;
  onConfirm: (name: string) => void | Promise<void>;
  onClose: () => void;
}

const LONGEST = 200;

/** Asks for one name. */
export function NameDialog({ title, label, hint, initial, confirm, onConfirm, onClose }: Props) {
  const { t } = useTranslation('common');
  const [name, setName] = useState(initial);
  const [busy, setBusy] = useState(false);
  const usable = name.trim() !== '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!usable || busy) return;
    setBusy(true);
    try {
      await onConfirm(name.trim());
      onClose();
    } catch (error) {
      toastError(error);
      setBusy(false);
    }
  };

  return (
    <Dialog opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={(event) => void submit(event)}>
        <TextInput
          label={label}
          description={hint}
          value={name}
          maxLength={LONGEST}
          data-autofocus
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button type="submit" variant="filled" disabled={!usable} loading={busy}>
            {confirm}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
