/** The shortcuts as they are listed: each with the key of its text. */

export interface Shortcut {
  /** The key in the texts under `keyboard`. */
  text:
    | 'search' | 'nearest' | 'edit' | 'remove' | 'heal' | 'undo' | 'redo' | 'all' | 'copy'
    | 'duplicate' | 'connect' | 'save' | 'play' | 'step' | 'reset' | 'leave' | 'questions';
  /** Alternatives, each a list of keys that are pressed together; names in lower case are translated. */
  keys: string[][];
}

export const SHORTCUTS: Shortcut[] = [
  { text: 'search', keys: [['ctrl', 'K']] },
  { text: 'nearest', keys: [['←'], ['→'], ['↑'], ['↓']] },
  { text: 'edit', keys: [['enter']] },
  { text: 'remove', keys: [['delete']] },
  { text: 'heal', keys: [['shift', 'delete']] },
  { text: 'connect', keys: [['C']] },
  { text: 'undo', keys: [['ctrl', 'Z']] },
  { text: 'redo', keys: [['ctrl', 'shift', 'Z']] },
  { text: 'all', keys: [['ctrl', 'A']] },
  { text: 'copy', keys: [['ctrl', 'C'], ['ctrl', 'X'], ['ctrl', 'V']] },
  { text: 'duplicate', keys: [['ctrl', 'D']] },
  { text: 'leave', keys: [['escape']] },
  { text: 'save', keys: [['ctrl', 'S']] },
  { text: 'play', keys: [['space']] },
  { text: 'step', keys: [['→']] },
  { text: 'reset', keys: [['R']] },
  { text: 'questions', keys: [['?']] },
];

/** Whether somebody is writing there: then every key belongs to the field. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement) return !NOT_WRITTEN.has(target.type) || target.role === 'switch';
  return target.closest('[role="slider"], [role="combobox"], [role="listbox"]') !== null;
}

const NOT_WRITTEN = new Set(['button', 'submit', 'reset', 'checkbox', 'radio', 'file', 'image']);

/** Whether the key means something to what has the focus: Space and Enter press a button, arrows move in a menu. */
export function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || target.closest('[data-canvas] .react-flow')) return false;
  return target.closest('button, a[href], summary, input, [role="button"], [role="tab"], [role="menuitem"], [role="switch"], [tabindex="0"]') !== null;
}

/** While a dialog or menu is open, the page behind it gets no keys. */
export function isCovered(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"], [role="menu"], [role="alertdialog"]') !== null;
}
