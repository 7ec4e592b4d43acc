/** Short messages that go away by themselves; what was done can be taken back from them. */
import { create } from 'zustand';

type Toasting = typeof import('./toasting');

export const fetchToasting = (): Promise<Toasting> => import('./toasting');

/** Whether there has been a message yet. */
export const useToasts = create(() => ({ wanted: false }));

export function toast(message: string): void {
  say(({ show }) => show(message));
}

/** Say what was done and offer to take it back. */
export function toastUndo(message: string, undo: () => void | Promise<void>): void {
  say(({ showUndo }) => showUndo(message, undo));
}

/** Say in words what went wrong. */
export function toastError(error: unknown): void {
  say(({ showError }) => showError(error));
}

function say(it: (toasting: Toasting) => void): void {
  useToasts.setState({ wanted: true });
  void fetchToasting().then(it);
}
