import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartOut } from '@/api';
import { announce } from '@/shared/announce';
import { useCatalogue, useWords } from '@/shared/catalogue';
import { groupColour } from '@/shared/theme/colour';
import { addLayer, useNetwork } from '../edit';
import styles from './Outline.module.css';

/** Type a few letters of a layer's name and press Enter: it is put behind the selected block. */
export function AddBlock() {
  const { t } = useTranslation('build');
  const words = useWords();
  const catalogue = useCatalogue();
  const isOpen = useNetwork() !== undefined;
  const [search, setSearch] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });

  useEffect(() => {
    if (search.trim() !== '') combobox.selectFirstOption();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the first option of the new search, not of a new store
  }, [search]);

  const found = (catalogue?.layers ?? []).filter((part) => fits(part, words.layerLabel(part), search));
  const groups = [...new Set(found.map(({ group }) => group))];
  const add = (layer: string) => {
    const part = found.find(({ name }) => name === layer);
    if (!part || addLayer(layer) === undefined) return;
    announce(t('canvas.added', { name: words.layerLabel(part) }));
    setSearch('');
    combobox.closeDropdown();
  };

  return (
    <Combobox store={combobox} onOptionSubmit={add} transitionProps={{ duration: 0 }}>
      <Combobox.Target withExpandedAttribute>
        <TextInput
          role="combobox"
          aria-label={t('outline.add')}
          placeholder={t('outline.add')}
          disabled={!isOpen}
          value={search}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }} aria-label={t('outline.choices')}>
          {found.length === 0 && <Combobox.Empty>{t('palette.none', { text: search })}</Combobox.Empty>}
          {groups.map((group) => (
            <Combobox.Group key={group} label={words.groupLabel(group)}>
              {found
                .filter((part) => part.group === group)
                .map((part) => (
                  <Combobox.Option key={part.name} value={part.name}>
                    <span className={styles.choice}>
                      <span aria-hidden="true" className={styles.chip} style={{ background: groupColour(part.group) }} />
                      {words.layerLabel(part)}
                    </span>
                  </Combobox.Option>
                ))}
            </Combobox.Group>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** By the name in the current language, and by the one of the registry, which recipes use. */
function fits(part: PartOut, label: string, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return [label, part.label, part.name].some((name) => name.toLowerCase().includes(wanted));
}
