import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renameNode, useNetwork } from '../edit';
import { refuseName } from '../graph';
import { useEntry } from './fields/entry';
import styles from './fields/Fields.module.css';
import { type Read, WRONG } from './fields/field';

/** The name of a block; it is changed on leaving the field, so that every wire follows once. */
export function NameField({ name, path }: { name: string; path: string }) {
  const { t } = useTranslation('build');
  const network = useNetwork();
  const [wanted, setWanted] = useState(name);
  const refusal = (text: string) => network && refuseName(network, name, text);
  const read = (text: string): Read => (refusal(text) ? WRONG : { value: text });
  const entry = useEntry(path, wanted, read, (value) => setWanted(String(value)));
  const reason = entry.wrong ? refusal(entry.text) : undefined;
  const done = () => {
    if (!entry.wrong && wanted !== name) renameNode(name, wanted);
  };
  return (
    <TextInput
      size="xs"
      label={<span className={styles.label}>{t('inspector.name')}</span>}
      value={entry.text}
      error={reason && t(`inspector.nameRefused.${reason}`, { name: entry.text })}
      classNames={{ input: styles.input, error: styles.error }}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => entry.type(event.currentTarget.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done();
      }}
    />
  );
}
