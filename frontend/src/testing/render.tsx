/** Draw a component as it stands in the studio: looks, cache and an address around it. */
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { ThemeProvider } from '@/shared/theme/ThemeProvider';

/** `path` is the pattern (`/runs/:id`), `at` the address; requests are not tried again. */
export function renderStudio(children: ReactNode, { path = '/*', at = '/' }: { path?: string; at?: string } = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });
  const router = createMemoryRouter([{ path, element: children }], { initialEntries: [at] });
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
