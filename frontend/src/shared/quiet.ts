/** What is fetched before it is needed, once the page has what it needs first: by the time it is, the server may be gone. */
import { useEffect } from 'react';

const QUIET = 4_000; // milliseconds after which the first page is there

export function useFetchInQuiet(fetch: () => Promise<unknown>): void {
  useEffect(() => {
    const timer = setTimeout(() => void fetch().catch(() => undefined), QUIET);
    return () => clearTimeout(timer);
  }, [fetch]);
}
