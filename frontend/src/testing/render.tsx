/** Draw a component as it stands in the studio: looks, cache and an address around it. */
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { createMemoryRouter, type RouteObject, RouterProvider } from 'react-router';
import { ThemeProvider } from '@/shared/theme/ThemeProvider';

interface Place {
  /** The pattern of the address, such as `/runs/:id`. */
  path?: string;
  /** The address. */
  at?: string;
  /** Routes shown inside the component's outlet; without them it is shown at any address. */
  children?: RouteObject[];
}

/** Requests that fail are not tried again. */
export function renderStudio(element: ReactNode, { path, at = '/', children }: Place = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });
  const router = createMemoryRouter([{ path: path ?? (children ? '/' : '/*'), element, children }], { initialEntries: [at] });
  const view = render(
    <ThemeProvider>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
        <Notifications />
      </QueryClientProvider>
    </ThemeProvider>,
  );
  return { ...view, client, router };
}
