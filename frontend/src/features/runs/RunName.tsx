import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './RunName.module.css';

const LONGEST = 200; // as the server allows

interface Props {
  name: string;
  onRename: (name: string) => void;
  onEnd: () => void;
}

/** The name of a run as a field: Enter or leaving it keeps the new name, Escape the old one. */
export function RunName({ name, onRename, onEnd }: Props) {
  const { t } = useTranslation('runs');
  const [typed, setTyped] = useState(name);
  const keep = () => {
    const wanted = typed.trim();
    if (wanted && wanted !== name) onRename(wanted);
    onEnd();
  };
  return (
    <TextInput
      autoFocus
      aria-label={t('renameOf', { name })}
      value={typed}
      maxLength={LONGEST}
      className={styles.field}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') onEnd();
      }}
    />
  );
}
