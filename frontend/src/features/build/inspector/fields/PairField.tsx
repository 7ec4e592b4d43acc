import { ActionIcon, CloseButton, Input } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { boundsHint, expectation } from './bounds';
import type { FieldProps } from './field';
import { FieldLabel } from './FieldLabel';
import styles from './Fields.module.css';
import { Spinner } from './Spinner';

/** Two whole numbers, rows and columns. While they are equal they change together, until they are parted. */
export function PairField({ option, value, label, help, path, onChange }: FieldProps) {
  const { t } = useTranslation('build');
  const id = useId();
  const [parted, setParted] = useState(false);
  const [rows, columns] = pairOf(value);
  const equal = rows === columns && !parted;
  const expects = expectation(option, t);
  const description = `${help} ${t('inspector.expected', { expects })}`;
  const put = (nextRows: unknown, nextColumns: unknown) => {
    if (nextRows === null || nextColumns === null) return onChange(null);
    onChange(nextRows === nextColumns ? nextRows : [nextRows, nextColumns]);
  };

  return (
    <Input.Wrapper labelElement="div" label={<FieldLabel label={label} help={help} />} labelProps={{ id }}>
      <div className={styles.pair}>
        <Spinner
          option={option}
          value={rows}
          whole
          path={`${path}/rows`}
          ariaLabel={label}
          description={description}
          placeholder={option.optional ? t('inspector.nothing') : undefined}
          hint={equal && rows !== null ? `× ${rows}` : equal ? boundsHint(option) : ''}
          error={({ wrong, text }) => wrong && t('inspector.wrong', { text, expects })}
          onChange={(next) => put(next, equal ? next : (columns ?? next))}
        />
        {!equal && (
          <>
            <span aria-hidden="true">×</span>
            <Spinner
              option={option}
              value={columns}
              whole
              path={`${path}/columns`}
              ariaLabel={t('inspector.columns', { label })}
              description={description}
              hint=""
              error={({ wrong, text }) => wrong && t('inspector.wrong', { text, expects })}
              onChange={(next) => put(rows ?? next, next)}
            />
          </>
        )}
        {rows !== null && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-pressed={equal}
            aria-label={t('inspector.together', { label })}
            title={t('inspector.together', { label })}
            onClick={() => {
              if (!equal) onChange(rows);
              setParted(equal);
            }}
          >
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.5">
              <path d={equal ? 'M3 3h10v10H3z' : 'M1.5 5h13v6h-13z'} />
            </svg>
          </ActionIcon>
        )}
        {option.optional && rows !== null && (
          <CloseButton size="sm" aria-label={t('inspector.clear', { label })} onClick={() => onChange(null)} />
        )}
      </div>
    </Input.Wrapper>
  );
}

/** The two numbers of `5` and of `[5, 3]`; nothing for what is neither. */
function pairOf(value: unknown): [number | null, number | null] {
  const [rows, columns] = Array.isArray(value) ? (value as unknown[]) : [value, value];
  return [typeof rows === 'number' ? rows : null, typeof columns === 'number' ? columns : null];
}
