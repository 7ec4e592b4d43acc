import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { useConnection } from '@/shared/connection';
import { followRuns } from '@/shared/liveRun';
import { createQueryClient } from '@/shared/queries';
import { onMessage, startStream } from '@/shared/stream';
import { ThemeProvider } from '@/shared/theme/ThemeProvider';
import { routes } from './routes';
import { Toasts } from './Toasts';

/** The studio in the browser: looks, cache, stream and pages. */
export function App() {
  const [client] = useState(createQueryClient);
  const [router] = useState(() => createBrowserRouter(routes));

  useEffect(() => {
    const refetch = () => void client.invalidateQueries();
    const stopListening = onMessage('reset', refetch);
    const stopWatching = useConnection.subscribe((now, before) => {
      if (now.reachable && !before.reachable) refetch();
    });
    const leaveRuns = followRuns(client);
    const closeStream = startStream();
    return () => {
      stopListening();
      leaveRuns();
      stopWatching();
      closeStream();
    };
  }, [client]);

  return (
    <ThemeProvider>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
