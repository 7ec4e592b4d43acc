import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listDatasetsOptions } from '@/api/@tanstack/react-query.gen';
import type { FieldProps } from './field';
import { FieldLabel } from './FieldLabel';

const OWN = 'own:';

/** Which of one's own data sets: by its name, where a recipe has its id. */
export function OwnSetField({ value, label, help, onChange }: FieldProps) {
  const { t } = useTranslation('build');
  const { data } = useQuery({ ...listDatasetsOptions(), staleTime: 60_000 });
  const sets = (data ?? []).filter(({ name }) => name.startsWith(OWN)).map((set) => ({ value: set.name.slice(OWN.length), label: set.label }));
  const id = typeof value === 'string' ? value : '';
  const known = sets.some((set) => set.value === id);
  return (
    <NativeSelect
      size="xs"
      label={<FieldLabel label={label} help={help} />}
      description={help}
      classNames={{ description: 'unseen' }}
      data={[...(known ? [] : [{ value: id, label: id || t('inspector.nothing') }]), ...sets]}
      value={id}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
