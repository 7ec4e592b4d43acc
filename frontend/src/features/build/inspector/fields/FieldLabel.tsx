import { Tooltip } from '@mantine/core';
import styles from './Fields.module.css';

/** An option's name; what it does is shown when the sign behind it is touched or the name hovered over. */
export function FieldLabel({ label, help }: { label: string; help: string }) {
  if (!help) return label;
  return (
    <Tooltip label={help} multiline maw={260} position="top-start" events={{ hover: true, focus: true, touch: true }}>
      <span className={styles.label}>
        {label}
        <span aria-hidden="true" className={styles.help}>
          ?
        </span>
      </span>
    </Tooltip>
  );
}
