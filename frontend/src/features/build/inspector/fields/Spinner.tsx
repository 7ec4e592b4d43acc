import { TextInput } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import type { OptionOut } from '@/api';
import { boundsHint, readBounded, readNumber, stepped } from './bounds';
import { type Entry, useEntry, written } from './entry';
import styles from './Fields.module.css';

interface Props {
  option: OptionOut;
  value: number | null;
  whole: boolean;
  path: string;
  onChange: (value: unknown) => void;
  label?: ReactNode;
  /** Where there is no visible label. */
  ariaLabel?: string;
  description?: string;
  error: (entry: Entry) => ReactNode;
  hint?: ReactNode;
  placeholder?: string;
}

/** One number: typed (also as 3e-4), or changed by the arrow keys; within its bounds. */
export function Spinner({ option, value, whole, path, onChange, label, ariaLabel, description, error, hint, placeholder }: Props) {
  const read = (text: string) =>
    text.trim() === '' && option.optional ? { value: null } : readBounded(option, text, whole);
  const entry = useEntry(path, written(value), read, onChange);

  const step = (event: KeyboardEvent) => {
    if (event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const from = readNumber(entry.text);
    const start = Number.isNaN(from) ? Number(value ?? option.default ?? option.ge ?? 0) : from;
    entry.type(written(stepped(option, start, event.key === 'ArrowUp' ? 1 : -1, whole, event.shiftKey)));
  };

  const bounds = hint ?? boundsHint(option);
  return (
    <TextInput
      size="xs"
      role="spinbutton"
      aria-valuenow={entry.wrong ? undefined : (value ?? undefined)}
      aria-valuetext={entry.text}
      aria-valuemin={option.ge ?? undefined}
      aria-valuemax={option.le ?? undefined}
      aria-label={ariaLabel}
      inputMode={whole ? 'numeric' : 'decimal'}
      autoComplete="off"
      spellCheck={false}
      label={label}
      description={description}
      error={error(entry)}
      value={entry.text}
      placeholder={placeholder}
      onChange={(event) => entry.type(event.currentTarget.value)}
      onBlur={entry.leave}
      onKeyDown={step}
      rightSection={bounds && <span className={styles.bounds}>{bounds}</span>}
      rightSectionWidth="auto"
      rightSectionPointerEvents={typeof bounds === 'string' ? 'none' : 'all'}
      classNames={{ input: styles.input, description: 'unseen', error: styles.error, section: styles.section }}
    />
  );
}
