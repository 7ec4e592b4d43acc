import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lane } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';
import { editSelected } from '../attention';
import { laneNames, LANES, layerOf, type Network, namesOf, nodeOf } from '../graph';
import { LaneName } from '../LaneSign';
import { useOutlineActs } from './actions';
import { BlockRow } from './BlockRow';
import styles from './Outline.module.css';

/** The blocks in their order: one stop of the Tab key, arrows select, Alt with arrows moves. */
export function BlockList({ network }: { network: Network }) {
  const { t } = useTranslation('build');
  const list = useRef<HTMLUListElement>(null);
  const pressed = useRef(false);
  const acts = useOutlineActs();
  const selection = useWorkbench((bench) => bench.selection);
  const names = namesOf(network);
  const lead = selection.find((name) => names.includes(name));
  const active = lead ?? names[0];

  // the focus stays with the selected row when it moves, or when the row that had it is gone
  useEffect(() => {
    const box = list.current;
    if (!pressed.current && !box?.contains(document.activeElement)) return;
    pressed.current = false;
    box?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [network, active]);

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || active === undefined) return;
    const place = names.indexOf(active);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && event.altKey) acts.move(active, step);
    else if (step !== 0) select(names[lead === undefined && step === 1 ? 0 : place + step], event.shiftKey);
    else if (event.key === 'Home') select(names[0], false);
    else if (event.key === 'End') select(names.at(-1), false);
    else if (event.key === 'Delete' || event.key === 'Backspace') acts.remove();
    else if (event.key === 'Enter') editSelected();
    else if (event.key === ' ') select(active, false);
    else return;
    pressed.current = event.key !== 'Enter';
    event.preventDefault();
    event.stopPropagation(); // the keys of the canvas mean other things
  };

  const rows = (of: readonly string[]) =>
    of.map((name, place) => (
      <BlockRow
        key={name}
        name={name}
        above={of[place - 1]}
        node={nodeOf(network, name)}
        layer={layerOf(network, name)}
        paired={network.lanes !== undefined}
        selected={selection.includes(name)}
        focusable={name === active}
        onSelect={select}
      />
    ));

  return (
    <ul
      ref={list}
      role="listbox"
      aria-multiselectable="true"
      aria-label={t('outline.list')}
      className={styles.list}
      onKeyDown={press}
    >
      {network.lanes
        ? LANES.filter((lane) => network.lanes?.[lane]).map((lane) => (
            <LaneGroup key={lane} lane={lane}>
              {rows(laneNames(network, lane))}
            </LaneGroup>
          ))
        : rows(names)}
      {network.nodes.length === 0 && (
        <li role="presentation" className={styles.empty}>
          {t('outline.empty')}
        </li>
      )}
    </ul>
  );
}

function select(name: string | undefined, extend: boolean): void {
  if (name === undefined) return;
  const { select: choose, selection: before } = useWorkbench.getState();
  choose(extend ? [name, ...before.filter((other) => other !== name)] : [name]);
}

/** The blocks of one of two networks, under its name. */
function LaneGroup({ lane, children }: { lane: Lane; children: ReactNode }) {
  const id = useId();
  return (
    <li role="group" aria-labelledby={id} className={styles.group} data-lane={lane}>
      <div id={id} className={styles.groupName}>
        <LaneName lane={lane} />
      </div>
      <ul role="presentation" className={styles.rows}>
        {children}
      </ul>
    </li>
  );
}
