/** What is being sent to the server from this tab: goes on while one looks at other pages. */
import { create } from 'zustand';
import { beginImport as begin, cancelImport, surveyImport } from '@/api';
import { send } from './sending';
import { bytesIn, nameOf, type Taken } from './taking';

export interface Sending {
  sent: number;
  total: number;
  /** Why it ended before everything had arrived. */
  error: unknown;
}

/** By the id of their import. */
export const useSendings = create<Record<string, Sending>>(() => ({}));

const going = new Map<string, AbortController>();

/** Begins an import, perhaps into a data set; its id is known as soon as the server has room for it. */
export async function beginImport(taken: readonly Taken[], into?: string): Promise<string> {
  const total = bytesIn(taken);
  const { id } = await begin({ body: { bytes: total, name: nameOf(taken), ...(into !== undefined && { into }) } });
  void sendAll(id, taken, total);
  return id;
}

/** Ends an import wherever it is; nothing is left of it. */
export async function endImport(id: string): Promise<void> {
  going.get(id)?.abort();
  forget(id);
  await cancelImport({ path: { id } });
}

async function sendAll(id: string, taken: readonly Taken[], total: number): Promise<void> {
  const controller = new AbortController();
  going.set(id, controller);
  const note = (sent: number, error: unknown = null) => useSendings.setState({ [id]: { sent, total, error } });
  let arrived = 0;
  note(0);
  try {
    await send(id, taken, (bytes) => note((arrived = bytes)), controller.signal);
    await surveyImport({ path: { id } });
    forget(id);
  } catch (error) {
    if (!controller.signal.aborted) note(arrived, error);
  } finally {
    going.delete(id);
  }
}

function forget(id: string): void {
  useSendings.setState(({ [id]: _, ...others }) => others, true);
}
