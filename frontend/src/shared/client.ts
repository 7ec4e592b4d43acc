/** How the generated client talks to the server: same origin, CSRF token, and every failure as problems in words. */
import type { CreateClientConfig } from '@/api/client.gen';
import { noteAnswer, noteUnreachable } from './connection';
import { ProblemsError, problemsIn } from './problems';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The value of a cookie, or undefined. */
export function cookie(name: string): string | undefined {
  const entry = document.cookie.split('; ').find((part) => part.startsWith(`${name}=`));
  return entry && decodeURIComponent(entry.slice(name.length + 1));
}

/** `fetch` for the studio: throws `ProblemsError` for every answer that is not a success. */
export async function studioFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  if (!SAFE.has(request.method)) request.headers.set('X-CSRFToken', cookie('csrftoken') ?? '');
  let response: Response;
  try {
    response = await fetch(request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    noteUnreachable();
    const message = 'The studio does not answer. Is it still running in the terminal?';
    throw new ProblemsError([{ code: 'unreachable', message }], 0);
  }
  noteAnswer(response.status);
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => undefined);
  throw new ProblemsError(problemsIn(body, response.status), response.status);
}

/** Read by the generated client when it is made: its own settings, and these over them. */
export const createClientConfig: CreateClientConfig = (own) => ({
  ...own,
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  fetch: studioFetch,
});
