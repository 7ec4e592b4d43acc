import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '@/shared/characters';
import { Choice, Dialog } from '@/shared/ui';

interface Props {
  name: string;
  others: readonly string[];
  merge: (into: string) => Promise<void>;
  onClose: () => void;
}

/** Into which other class the pictures of one go. */
export function MergeDialog({ name, others, merge, onClose }: Props) {
  const { t } = useTranslation(['own', 'common']);
  const [into, setInto] = useState(others[0] ?? '');
  return (
    <Dialog opened onClose={onClose} title={t('own:classes.mergeTitle', { name: visible(name) })} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <Choice label={t('own:classes.into')} value={into} choices={others} text={visible} onChange={setInto} />
      <Group justify="flex-end" mt="md">
        <Button variant="filled" onClick={() => void merge(into).then(onClose)}>
          {t('own:classes.merge')}
        </Button>
      </Group>
    </Dialog>
  );
}
