import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PartOut } from '@/api';
import { useCatalogue, useWords } from '@/shared/catalogue';
import type { FieldProps } from './field';
import { FieldLabel } from './FieldLabel';
import { OptionForm } from './OptionForm';
import { kindOf, partsOf, readPart, withOption, writePart } from './parts';

/** A loss, an optimizer, a data set …: which one, and its own options below. */
export function PartField({ option, value, label, help, path, onChange }: FieldProps) {
  const catalogue = useCatalogue();
  const kind = kindOf(option.type);
  const parts = partsOf(catalogue, option.type);
  const part = readPart(option.type, value, option.default);
  const chosen = parts.find(({ name }) => name === part.name);
  const data = usePartChoices(option.type, parts);
  const { t } = useTranslation('build');
  const nothing = { value: '', label: t('inspector.nothing') };
  const unknown = chosen ? [] : [part.name ? { value: part.name, label: part.name } : nothing];
  if (option.optional && part.name) unknown.push(nothing);
  return (
    <>
      <NativeSelect
        size="xs"
        label={<FieldLabel label={label} help={help} />}
        description={help}
        classNames={{ description: 'unseen' }}
        data={[...unknown, ...data]}
        value={part.name}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
      {chosen && chosen.options.length > 0 && (
        <OptionForm
          nested
          label={label}
          owner={`${kind}.${chosen.name}`}
          options={chosen.options}
          values={part.options}
          path={`${path}/${chosen.name}`}
          onChange={(inner, next) =>
            onChange(writePart(option.type, { ...part, options: withOption(part.options, inner, next) }))
          }
        />
      )}
    </>
  );
}

/** The parts that can be chosen, under their names in the current language; in groups where the registry has some. */
export function usePartChoices(type: string, parts: readonly PartOut[]) {
  const words = useWords();
  const kind = kindOf(type);
  const item = (part: PartOut) => ({ value: part.name, label: kind ? words.partLabel(kind, part) : part.label });
  const groups = [...new Set(parts.map(({ group }) => group))];
  if (groups.length < 2) return parts.map(item);
  return groups.map((group) => ({
    group: words.groupLabel(group),
    items: parts.filter((part) => part.group === group).map(item),
  }));
}
