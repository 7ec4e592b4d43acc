import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { expectation, fits, readNumber } from './bounds';
import { useEntry, written } from './entry';
import { type FieldProps, type Read, WRONG } from './field';
import { FieldLabel } from './FieldLabel';
import styles from './Fields.module.css';

/** Whole numbers in a row, such as a shape `28, 28, 1`. */
export function ListField({ option, value, label, help, path, onChange }: FieldProps) {
  const { t } = useTranslation('build');
  const expects = expectation(option, t);
  const read = (text: string): Read => {
    const parts = text.split(/[\s,;×x[\]()]+/).filter(Boolean);
    if (parts.length === 0) return option.optional ? { value: null } : WRONG;
    const numbers = parts.map(readNumber);
    return numbers.every((number) => fits(option, number, true)) ? { value: numbers } : WRONG;
  };
  const entry = useEntry(path, written(value), read, onChange);
  return (
    <TextInput
      size="xs"
      label={<FieldLabel label={label} help={help} />}
      description={`${help} ${t('inspector.expected', { expects })}`}
      error={entry.wrong && t('inspector.wrong', { text: entry.text, expects })}
      placeholder={option.optional ? t('inspector.nothing') : undefined}
      autoComplete="off"
      spellCheck={false}
      value={entry.text}
      onChange={(event) => entry.type(event.currentTarget.value)}
      onBlur={entry.leave}
      classNames={{ input: styles.input, description: 'unseen', error: styles.error }}
    />
  );
}
