/**
 * The keyboard of the editor. Space, R and, while no block has the focus, → belong to the training (features/training),
 * Ctrl-S to the drafts (features/drafts).
 */
import { useEffect, useRef } from 'react';
import { useWorkbench } from '@/shared/workbench';
import { finishLinking, startLinking, stopLinking, useLinking } from '../canvas/linking';
import { selectedWire, selectWire } from '../canvas/selectedWire';
import { goTo } from '../canvas/showing';
import { currentPlaces, duplicateSelected, editNetwork, networkOf, removeSelected, selectAll } from '../edit';
import { type Direction, disconnect, nearest, nodeOf, readersOf, type Wire } from '../graph';
import { isCovered, isField, isTaken } from './shortcuts';

export interface Callbacks {
  onSearch: () => void;
  onEdit: () => void;
  onHelp: () => void;
  connect: (from: string, to: string) => void;
}

const ARROWS: Record<string, Direction> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

export function useKeyboard(callbacks: Callbacks): void {
  const newest = useRef(callbacks);
  useEffect(() => {
    newest.current = callbacks;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isField(event.target) || isCovered()) return;
      if (act(event, newest.current)) event.preventDefault();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}

/** Does what the key says; false if it says nothing here. */
function act(event: KeyboardEvent, callbacks: Callbacks): boolean {
  if (event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return withControl(event, callbacks);
  if ((event.key in ARROWS || event.key === 'Enter') && isTaken(event.target)) return false;
  return alone(event, callbacks);
}

function withControl({ key, shiftKey }: KeyboardEvent, { onSearch }: Callbacks): boolean {
  const { undo, redo } = useWorkbench.temporal.getState();
  switch (key.toLowerCase()) {
    case 'k':
      onSearch();
      return true;
    case 'z':
      if (shiftKey) redo();
      else undo();
      return true;
    case 'y':
      redo();
      return true;
    case 'a':
      selectAll();
      return true;
    case 'd':
      duplicateSelected();
      return true;
    default:
      return false;
  }
}

function alone(event: KeyboardEvent, callbacks: Callbacks): boolean {
  const { key, shiftKey } = event;
  const direction = ARROWS[key];
  if (direction) return arrow(direction, event.target);
  switch (key) {
    case 'Enter':
      return enter(callbacks);
    case 'Delete':
    case 'Backspace':
      return remove(shiftKey);
    case 'Escape':
      return leave();
    case '?':
      callbacks.onHelp();
      return true;
    case 'c':
    case 'C':
      return beginLink();
    default:
      return false;
  }
}

/** Goes to the nearest block. Without a block that has the focus, → is a step of the training. */
function arrow(direction: Direction, target: EventTarget | null): boolean {
  const inCanvas = target instanceof Element && target.closest('[data-canvas]') !== null;
  if (!inCanvas && direction === 'right') return false;
  const places = currentPlaces();
  const [from] = useWorkbench.getState().selection;
  const next = from === undefined ? Object.keys(places)[0] : (nearest(places, from, direction) ?? alongWire(from, direction));
  if (next !== undefined) goTo(next);
  return true;
}

/** At the end of a line the arrow goes on to where the wire leads. */
function alongWire(name: string, direction: Direction): string | undefined {
  const { recipe } = useWorkbench.getState();
  if (!recipe) return undefined;
  const network = networkOf(recipe);
  if (direction === 'right') return readersOf(network, name)[0]?.name;
  return direction === 'left' ? nodeOf(network, name)?.inputs[0] : undefined;
}

function enter({ onEdit, connect }: Callbacks): boolean {
  const [selected] = useWorkbench.getState().selection;
  if (selected === undefined) return false;
  const pair = useLinking.getState().name === null ? undefined : finishLinking(selected);
  if (pair) connect(pair.from, pair.to);
  else onEdit();
  return true;
}

function remove(heal: boolean): boolean {
  const wire = selectedWire();
  if (wire !== null) {
    const [from, to, place] = JSON.parse(wire) as [string, string, number];
    selectWire(null);
    editNetwork((network) => disconnect(network, { from, to, place } satisfies Wire));
    return true;
  }
  if (removeSelected(heal).length === 0) return false;
  const [next] = useWorkbench.getState().selection;
  if (next !== undefined) goTo(next);
  return true;
}

function leave(): boolean {
  if (useLinking.getState().name !== null) {
    stopLinking();
    return true;
  }
  const { selection, select } = useWorkbench.getState();
  selectWire(null);
  if (selection.length > 0) select([]);
  return selection.length > 0;
}

function beginLink(): boolean {
  const [selected] = useWorkbench.getState().selection;
  if (selected === undefined) return false;
  startLinking(selected);
  return true;
}

