/** The one cache of what the server said; the stream and edits invalidate it. */
import { QueryClient } from '@tanstack/react-query';
import { ProblemsError } from './problems';

/** Answers below 500 will not change by asking again; a server that is restarting is asked a few times. */
export function retries(count: number, error: Error): boolean {
  const lasting = error instanceof ProblemsError && error.status >= 400 && error.status < 500;
  return !lasting && count < 3;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: retries, staleTime: 10_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
