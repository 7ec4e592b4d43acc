import { NativeSelect } from '@mantine/core';
import type { ModelOut } from '@/api';

interface Props {
  /** Its accessible name. */
  label: string;
  /** What stands there until one is chosen. */
  unchosen: string;
  models: readonly ModelOut[];
  chosen: ModelOut | undefined;
  choose: (id: string) => void;
}

/** Which of the models a page is about; a dot marks those that still learn. */
export function ModelChoice({ label, unchosen, models, chosen, choose }: Props) {
  return (
    <NativeSelect
      aria-label={label}
      value={chosen?.id ?? ''}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[
        ...(chosen ? [] : [{ value: '', label: unchosen, disabled: true }]),
        ...models.map(({ id, name, live }) => ({ value: id, label: live ? `● ${name}` : name })),
      ]}
    />
  );
}
