import { ActionIcon, CloseButton, Input, NativeSelect } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue, useWords } from '@/shared/catalogue';
import { announce } from '@/shared/announce';
import type { FieldProps } from './field';
import { FieldLabel } from './FieldLabel';
import styles from './Fields.module.css';
import { OptionForm } from './OptionForm';
import { kindOf, partsOf, readPart, withOption, writePart } from './parts';
import { usePartChoices } from './PartField';

/** Several parts in order, such as augmentations: add, remove, move, and the options of each. */
export function PartListField({ option, value, label, help, path, onChange }: FieldProps) {
  const { t } = useTranslation('build');
  const id = useId();
  const catalogue = useCatalogue();
  const words = useWords();
  const kind = kindOf(option.type);
  const parts = partsOf(catalogue, option.type);
  const specs: readonly unknown[] = Array.isArray(value) ? value : [];
  const choices = usePartChoices(option.type, parts);
  const nameOf = (name: string) => {
    const part = parts.find((known) => known.name === name);
    return part && kind ? words.partLabel(kind, part) : name;
  };
  const replace = (place: number, ...instead: unknown[]) => onChange(specs.toSpliced(place, 1, ...instead));
  const move = (place: number, by: -1 | 1) => {
    onChange(specs.toSpliced(place, 1).toSpliced(place + by, 0, specs[place]));
    announce(t('inspector.list.moved', { name: nameOf(readPart(option.type, specs[place]).name), place: place + by + 1 }));
  };

  return (
    <Input.Wrapper labelElement="div" label={<FieldLabel label={label} help={help} />} labelProps={{ id }}>
      {specs.length > 0 && (
        <ol className={styles.parts} aria-labelledby={id}>
          {specs.map((spec, place) => {
            const part = readPart(option.type, spec);
            const known = parts.find(({ name }) => name === part.name);
            const name = nameOf(part.name);
            return (
              <li key={place} className={styles.part}>
                <div className={styles.partTop}>
                  <span className={styles.partName}>{name}</span>
                  <ActionIcon variant="subtle" color="gray" disabled={place === 0} aria-label={t('inspector.list.up', { name })} onClick={() => move(place, -1)}>
                    <span aria-hidden="true">↑</span>
                  </ActionIcon>
                  <ActionIcon variant="subtle" color="gray" disabled={place === specs.length - 1} aria-label={t('inspector.list.down', { name })} onClick={() => move(place, 1)}>
                    <span aria-hidden="true">↓</span>
                  </ActionIcon>
                  <CloseButton size="sm" aria-label={t('inspector.list.remove', { name })} onClick={() => replace(place)} />
                </div>
                {known && known.options.length > 0 && (
                  <OptionForm
                    nested
                    label={name}
                    owner={`${kind}.${known.name}`}
                    options={known.options}
                    values={part.options}
                    path={`${path}/${place}/${known.name}`}
                    onChange={(inner, next) =>
                      replace(place, writePart(option.type, { ...part, options: withOption(part.options, inner, next) }))
                    }
                  />
                )}
              </li>
            );
          })}
        </ol>
      )}
      <NativeSelect
        size="xs"
        aria-label={t('inspector.list.add', { label })}
        value=""
        data={[{ value: '', label: t('inspector.list.choose') }, ...choices]}
        onChange={(event) => {
          const name = event.currentTarget.value;
          if (!name) return;
          onChange([...specs, name]);
          announce(t('inspector.list.added', { name: nameOf(name) }));
        }}
      />
    </Input.Wrapper>
  );
}
