import { Tooltip } from '@mantine/core';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartOut } from '@/api';
import { announce } from '@/shared/announce';
import { useCatalogue, useWords } from '@/shared/catalogue';
import { groupColour } from '@/shared/theme/colour';
import { Waiting } from '@/shared/ui';
import { addLayer } from '../edit';
import { useDragging } from './dragging';
import styles from './Palette.module.css';
import { findLayers, inGroups } from './search';
import { usePickUp } from './usePickUp';

interface Props {
  /** Called with what was added, so that a sheet can close. */
  onAdded?: (name: string) => void;
}

/** Every block there is, to be clicked, dragged or found by name. */
export function Palette({ onAdded }: Props) {
  const { t } = useTranslation('build');
  const catalogue = useCatalogue();
  const words = useWords();
  const [text, setText] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const { handlersOf } = usePickUp();
  const carried = useDragging(({ dragged }) => dragged?.layer);

  const found = useMemo(() => findLayers(catalogue?.layers ?? [], text, (layer) => [words.layerLabel(layer)]), [catalogue, text, words]);
  const searching = text.trim() !== '';
  // what was searched for stands in the order of how well it fits, and not in groups
  const groups = searching ? (found.length > 0 ? [{ group: '', layers: found }] : []) : inGroups(found);

  const add = (layer: PartOut) => {
    const name = addLayer(layer.name);
    if (name === undefined) return;
    announce(t('canvas.added', { name }));
    onAdded?.(name);
  };

  const keys = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (next === undefined || (at === -1 && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    if (next < 0) document.getElementById(SEARCH)?.focus();
    else buttons[Math.min(next, buttons.length - 1)]?.focus();
  };

  return (
    <div className={styles.palette} onKeyDown={keys}>
      <div className={styles.search}>
        <input
          id={SEARCH}
          type="search"
          value={text}
          placeholder={t('palette.search')}
          aria-label={t('palette.search')}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            const [first] = found;
            if (event.key === 'Enter' && searching && first && !event.nativeEvent.isComposing) {
              add(first);
              setText('');
            }
            if (event.key === 'Escape') {
              if (searching) event.stopPropagation();
              setText('');
            }
          }}
        />
        <kbd aria-hidden="true">{t('keyboard.keys.ctrl')} K</kbd>
      </div>
      <div ref={list} className={styles.list}>
        {!catalogue && <Waiting />}
        {catalogue && groups.length === 0 && <p className={styles.none}>{t('palette.none', { text })}</p>}
        <Tooltip.Group openDelay={400} closeDelay={80}>
          {groups.map(({ group, layers }, place) => (
            <section key={group} aria-label={group ? words.groupLabel(group) : t('palette.search')}>
              {group && <h2 className={styles.group}>{words.groupLabel(group)}</h2>}
              <ul className={styles.blocks}>
                {layers.map((layer, row) => (
                  <li key={layer.name}>
                    <Tooltip label={words.layerIntro(layer)} position="right" multiline w={240} disabled={carried !== undefined}>
                      <button
                        type="button"
                        className={styles.block}
                        tabIndex={place === 0 && row === 0 ? 0 : -1}
                        data-carried={carried === layer.name || undefined}
                        onClick={() => add(layer)}
                        {...handlersOf(layer.name)}
                      >
                        <span className={styles.bar} style={{ background: groupColour(layer.group) }} />
                        {words.layerLabel(layer)}
                      </button>
                    </Tooltip>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </Tooltip.Group>
      </div>
    </div>
  );
}

const SEARCH = 'search-layers';

export function focusSearch(): void {
  const field = document.getElementById(SEARCH) as HTMLInputElement | null;
  field?.focus();
  field?.select();
}
