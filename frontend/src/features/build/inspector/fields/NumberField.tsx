import { CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { boundsHint, expectation } from './bounds';
import type { FieldProps } from './field';
import { FieldLabel } from './FieldLabel';
import styles from './Fields.module.css';
import { Spinner } from './Spinner';

/** A whole number or a number; one that may be missing can be cleared. */
export function NumberField({ option, value, label, help, path, onChange }: FieldProps) {
  const { t } = useTranslation('build');
  const expects = expectation(option, t);
  const clear = option.optional && value !== null && (
    <CloseButton size="sm" aria-label={t('inspector.clear', { label })} onClick={() => onChange(null)} />
  );
  return (
    <Spinner
      option={option}
      value={typeof value === 'number' ? value : null}
      whole={option.type === 'integer'}
      path={path}
      onChange={onChange}
      label={<FieldLabel label={label} help={help} />}
      description={`${help} ${t('inspector.expected', { expects })}`}
      placeholder={option.optional ? t('inspector.nothing') : undefined}
      error={({ wrong, text }) => wrong && t('inspector.wrong', { text, expects })}
      hint={
        clear ? (
          <span className={styles.hint}>
            {boundsHint(option)}
            {clear}
          </span>
        ) : undefined
      }
    />
  );
}
