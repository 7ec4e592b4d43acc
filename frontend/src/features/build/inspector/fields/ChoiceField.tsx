import { Input, NativeSelect, SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProps } from './field';
import { FieldLabel } from './FieldLabel';

const MOST_SEGMENTS = 3;

/** One of a few words: side by side while they are few, else as a list. */
export function ChoiceField({ option, value, label, help, onChange }: FieldProps) {
  const { t } = useTranslation('build');
  const choices = (option.choices ?? []).map(String);
  const data = choices.map((choice) => ({ value: choice, label: t([`inspector.choices.${choice}`], { defaultValue: choice }) }));
  if (choices.length <= MOST_SEGMENTS) {
    return <Segments label={label} help={help} data={data} value={String(value)} onChange={onChange} />;
  }
  return (
    <NativeSelect
      size="xs"
      label={<FieldLabel label={label} help={help} />}
      description={help}
      classNames={{ description: 'unseen' }}
      data={data}
      value={String(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface SegmentsProps {
  label: string;
  help: string;
  data: { value: string; label: string }[];
  value: string;
  onChange: (value: string) => void;
}

/** A few choices side by side, of which one holds. */
export function Segments({ label, help, data, value, onChange }: SegmentsProps) {
  const id = useId();
  return (
    <Input.Wrapper
      labelElement="div"
      label={<FieldLabel label={label} help={help} />}
      labelProps={{ id }}
    >
      <SegmentedControl size="xs" fullWidth aria-label={label} aria-description={help} data={data} value={value} onChange={onChange} />
    </Input.Wrapper>
  );
}
