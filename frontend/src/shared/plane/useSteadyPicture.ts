import { useEffect, useState } from 'react';

/** The address of the newest picture that is wholly there: the one before it stays until then, so that nothing flickers. */
export function useSteadyPicture(address: string | null): string | null {
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    if (address === null) return;
    let current = true;
    const picture = new Image();
    picture.src = address;
    const show = () => current && setShown(address);
    // decoded before it is shown; what cannot be decoded is shown as the browser shows it
    picture.decode().then(show, show);
    return () => {
      current = false;
    };
  }, [address]);
  return address === null ? null : shown;
}
