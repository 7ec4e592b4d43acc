import { useEffect, useState } from 'react';

const CALM = 700;

/** A text that changes many times a second, once it has stayed the same for a moment: for screen readers. */
export function useSpoken(text: string): string {
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(text), CALM);
    return () => clearTimeout(timer);
  }, [text]);
  return spoken;
}
