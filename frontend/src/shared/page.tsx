/** What a page tells the frame around it: its title, and the actions that stand in the header. */
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { createPortal } from 'react-dom';

/** Where the header keeps its place for a page's actions; null until the header is drawn. */
export const ActionsPlace = createContext<HTMLElement | null>(null);

/** Shows its children in the header while the page is open. */
export function PageActions({ children }: { children: ReactNode }) {
  const place = useContext(ActionsPlace);
  return place && createPortal(children, place);
}

/** "Runs · Netsumiki" in the tab. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Netsumiki` : 'Netsumiki';
  }, [title]);
}
