import { Switch } from '@mantine/core';
import type { FieldProps } from './field';
import { FieldLabel } from './FieldLabel';
import styles from './Fields.module.css';

/** Yes or no. */
export function SwitchField({ value, label, help, onChange }: Omit<FieldProps, 'option' | 'path'>) {
  return (
    <Switch
      size="sm"
      aria-label={label}
      label={<FieldLabel label={label} help={help} />}
      description={help}
      checked={value === true}
      onChange={(event) => onChange(event.currentTarget.checked)}
      labelPosition="left"
      classNames={{ root: styles.switch, body: styles.switchBody, description: 'unseen' }}
    />
  );
}
