/** Brings files to the server in bodies that it takes: large ones in pieces, small ones together. */
import { studioFetch } from '@/shared/client';
import { ProblemsError } from '@/shared/problems';
import type { Taken } from './taking';

const MOST_BYTES = 8_000_000; // of a body
const LARGE = 4_000_000; // a file from here on goes alone
const MOST_FILES = 2_000; // of a body
const HEAD = 200; // bytes that are kept free for a path with its size

/** One request: a whole file to be cut into pieces, or many. */
export type Load = { whole: Taken } | { together: Taken[] };

/** How the files are loaded: a file that is the only one, or large, goes by itself. */
export function loadsOf(taken: readonly Taken[]): Load[] {
  const alone = (one: Taken) => taken.length === 1 || one.file.size > LARGE;
  const loads: Load[] = taken.filter(alone).map((whole) => ({ whole }));
  let together: Taken[] = [];
  let bytes = 0;
  for (const one of taken) {
    if (alone(one)) continue;
    const size = one.file.size + one.path.length * 3 + HEAD; // a path's letter takes up to three bytes
    if (together.length === MOST_FILES || bytes + size > MOST_BYTES) {
      loads.push({ together });
      together = [];
      bytes = 0;
    }
    together.push(one);
    bytes += size;
  }
  return together.length > 0 ? [...loads, { together }] : loads;
}

/** Sends everything, telling after each request how many bytes have arrived. Throws what the server says against it. */
export async function send(id: string, taken: readonly Taken[], arrived: (bytes: number) => void, signal: AbortSignal, put: Put = toServer): Promise<void> {
  let done = 0;
  for (const load of loadsOf(taken)) {
    if ('whole' in load) {
      await sendWhole(load.whole, (bytes) => arrived(done + bytes), (at, body) => put(`/api/own/imports/${id}/${at}`, body, signal));
      done += load.whole.file.size;
    } else {
      const list = load.together.map(({ path, file }) => [path, file.size]);
      const body = new Blob([`${JSON.stringify(list)}\n`, ...load.together.map(({ file }) => file)]);
      await put(`/api/own/imports/${id}/files`, body, signal);
      done += load.together.reduce((sum, { file }) => sum + file.size, 0);
    }
    arrived(done);
  }
}

async function sendWhole({ path, file }: Taken, arrived: (bytes: number) => void, put: (at: string, body: Blob) => Promise<unknown>): Promise<void> {
  let offset = 0;
  do {
    const query = new URLSearchParams({ name: path, offset: String(offset) });
    const end = Math.min(offset + MOST_BYTES, file.size);
    try {
      await put(`pieces?${query}`, file.slice(offset, end));
      offset = end;
    } catch (error) {
      // an answer was lost on its way: go on where the server is
      const known = error instanceof ProblemsError && error.status === 409 ? error.problems[0]?.facts?.offset : undefined;
      if (typeof known !== 'number' || known <= offset) throw error;
      offset = known;
    }
    arrived(offset);
  } while (offset < file.size);
}

/** Brings one body to an address. */
type Put = (address: string, body: Blob, signal: AbortSignal) => Promise<unknown>;

function toServer(...[address, body, signal]: Parameters<Put>): Promise<Response> {
  const headers = { 'Content-Type': 'application/octet-stream' };
  return studioFetch(new URL(address, window.location.origin), { method: 'PUT', body, headers, signal });
}
