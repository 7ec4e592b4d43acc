import { lazy, Suspense } from 'react';
import { useFetchInQuiet } from '@/shared/quiet';
import { fetchToasting, useToasts } from '@/shared/toast';

const Notifications = lazy(async () => ({ default: (await fetchToasting()).Notifications }));

/** Where short messages are shown; what draws them comes with the first one. */
export function Toasts() {
  const wanted = useToasts((state) => state.wanted);
  useFetchInQuiet(fetchToasting);
  return <Suspense>{wanted && <Notifications position="bottom-right" limit={4} />}</Suspense>;
}
