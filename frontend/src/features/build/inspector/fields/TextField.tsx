import { TextInput } from '@mantine/core';
import type { FieldProps } from './field';
import { FieldLabel } from './FieldLabel';

/** Any text. */
export function TextField({ option, value, label, help, onChange }: FieldProps) {
  return (
    <TextInput
      size="xs"
      label={<FieldLabel label={label} help={help} />}
      description={help}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => {
        const text = event.currentTarget.value;
        onChange(text === '' && option.optional ? null : text);
      }}
      classNames={{ description: 'unseen' }}
    />
  );
}
