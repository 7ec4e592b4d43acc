/** Text that is typed into a field: a valid one becomes a value at once, another one is kept and told. */
import { useState } from 'react';
import { create } from 'zustand';
import type { Read } from './field';

interface Unfinished {
  text: string;
  /** What the field showed otherwise; once that changes (by an undo, say), the text is out of date. */
  instead: string;
}

/** What was typed and is not valid yet, by path: it is there again when its node is selected again. */
export const useUnfinished = create<{ texts: Readonly<Record<string, Unfinished>> }>(() => ({ texts: {} }));

export interface Entry {
  text: string;
  wrong: boolean;
  type: (text: string) => void;
  /** Leaving the field: a valid text is shown in its normal form from now on. */
  leave: () => void;
}

/** `shown` is the value as a text, `read` what a text means. */
export function useEntry(path: string, shown: string, read: (text: string) => Read, onChange: (value: unknown) => void): Entry {
  const unfinished = useUnfinished(({ texts }) => texts[path]);
  const [typed, setTyped] = useState<{ text: string; becomes: string } | null>(null);
  const kept = unfinished?.instead === shown ? unfinished.text : undefined;
  const own = typed?.becomes === shown ? typed.text : undefined;

  const type = (text: string) => {
    const meaning = read(text);
    if ('wrong' in meaning) {
      setTyped(null);
      keep(path, { text, instead: shown });
      return;
    }
    keep(path, undefined);
    setTyped({ text, becomes: written(meaning.value) });
    if (written(meaning.value) !== shown) onChange(meaning.value);
  };

  return { text: kept ?? own ?? shown, wrong: kept !== undefined, type, leave: () => setTyped(null) };
}

/** A value as the text that a field shows: `5`, `5 × 3`, `1e-8`. */
export function written(value: unknown): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function keep(path: string, unfinished: Unfinished | undefined): void {
  useUnfinished.setState(({ texts }) => {
    const { [path]: _before, ...others } = texts;
    return { texts: unfinished ? { ...others, [path]: unfinished } : others };
  });
}
