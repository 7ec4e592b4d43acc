/** What the controls say, kept while one looks at other views, and written to the address when the hand rests. */
import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { create } from 'zustand';
import { FIRST, isSteered, read, type Steering, write } from './steering';

const REST = 400; // milliseconds; browsers refuse addresses that change at the speed of a slider

interface Store extends Steering {
  steer: (change: Partial<Steering>) => void;
}

export const useSteering = create<Store>()((set) => ({ ...FIRST, steer: (change) => set(change) }));

/** Begin with what the address says, and keep it up to date. */
export function useSteeringAddress(): void {
  const [search, setSearch] = useSearchParams();
  const told = isSteered(search) ? spelt(search) : null;
  const change = useRef(setSearch); // another one after each change of the address, which must not forget what waits
  const own = useRef<string | null>(null); // what was written here need not be read again: the hand may be further by now

  useEffect(() => {
    if (told !== null && told !== own.current) useSteering.getState().steer(read(new URLSearchParams(told)));
  }, [told]);

  useEffect(() => {
    change.current = setSearch;
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = useSteering.subscribe((now) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        change.current(
          (before) => {
            const next = write(before, now);
            own.current = spelt(next);
            return next;
          },
          { replace: true },
        );
      }, REST);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, []);
}

/** What an address says of the controls, always in the same order. */
function spelt(search: URLSearchParams): string {
  return write(new URLSearchParams(), read(search)).toString();
}
