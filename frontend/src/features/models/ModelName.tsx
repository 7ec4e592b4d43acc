import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelOut } from '@/api';
import { listModelsQueryKey, renameModelMutation } from '@/api/@tanstack/react-query.gen';
import { toastError } from '@/shared/toast';
import styles from './ModelCard.module.css';

const PENCIL = 'M4 16l.8-3.2L13 4.6l2.4 2.4-8.2 8.2L4 16zM11.5 6.1l2.4 2.4';

/** The name of one's own model, which is changed where it stands. */
export function ModelName({ model }: { model: ModelOut }) {
  const { t } = useTranslation('models');
  const [draft, setDraft] = useState<string | null>(null);
  const client = useQueryClient();
  const renaming = useMutation({
    ...renameModelMutation(),
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: listModelsQueryKey() }),
  });

  const finish = () => {
    const name = draft?.trim();
    setDraft(null);
    if (name && name !== model.name) renaming.mutate({ path: { id: model.id }, body: { name } });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') finish();
    if (event.key === 'Escape') setDraft(null);
  };

  if (draft !== null) {
    return (
      <TextInput
        size="xs"
        className={styles.field}
        aria-label={t('name')}
        value={draft}
        maxLength={200}
        data-autofocus
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={finish}
        onKeyDown={onKeyDown}
      />
    );
  }
  return (
    <div className={styles.rename}>
      <h3 className={styles.name}>{renaming.isPending ? renaming.variables.body.name : model.name}</h3>
      <Tooltip label={t('rename')}>
        <ActionIcon variant="subtle" color="var(--soft)" aria-label={t('renameOne', { name: model.name })} onClick={() => setDraft(model.name)}>
          <svg viewBox="0 0 20 20" width="16" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" aria-hidden="true">
            <path d={PENCIL} />
          </svg>
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
