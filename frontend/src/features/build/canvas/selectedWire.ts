/** The wire that is selected: at most one, and never together with blocks. */
import { create } from 'zustand';
import { useWorkbench } from '@/shared/workbench';

const useStore = create<{ id: string | null }>(() => ({ id: null }));

export function selectWire(id: string | null): void {
  if (useStore.getState().id !== id) useStore.setState({ id });
}

export function selectedWire(): string | null {
  return useWorkbench.getState().selection.length > 0 ? null : useStore.getState().id;
}

export function useSelectedWire(): string | null {
  const id = useStore((state) => state.id);
  const none = useWorkbench(({ selection }) => selection.length === 0);
  return none ? id : null;
}
