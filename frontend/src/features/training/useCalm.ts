import { useEffect, useRef, useState } from 'react';

/** `text`, changing at once when `state` does and otherwise only every `milliseconds`: what is read out loud. */
export function useCalm(text: string, state: string, milliseconds: number): string {
  const [shown, setShown] = useState({ text, state });
  const newest = useRef(text);
  useEffect(() => {
    newest.current = text;
  });
  useEffect(() => {
    const timer = setInterval(() => setShown((before) => ({ ...before, text: newest.current })), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
  if (shown.state !== state) {
    setShown({ text, state });
    return text;
  }
  return shown.text;
}
