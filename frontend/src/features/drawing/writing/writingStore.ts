/** What was typed and what a network made of it. It outlives the panel, so that it is there again on another page. */
import { create } from 'zustand';

/** What follows the beginning: each character with the probability that the network gave it. */
export interface Written {
  text: string;
  sure: readonly number[];
}

interface Writing extends Written {
  begin: string;
  temperature: number;
  /** Counts the times that something was written, so that each is another draw. */
  seed: number;

  type: (begin: string) => void;
  setTemperature: (temperature: number) => void;
  goOn: (more: Written) => void;
  startOver: () => void;
}

const NOTHING: Written = { text: '', sure: [] };

export const useWriting = create<Writing>()((set) => ({
  ...NOTHING,
  begin: 'alice was ',
  temperature: 0.7,
  seed: 0,

  type: (begin) => set({ begin, ...NOTHING }),
  setTemperature: (temperature) => set({ temperature }),
  goOn: (more) => set(({ text, sure, seed }) => ({ text: text + more.text, sure: [...sure, ...more.sure], seed: seed + 1 })),
  startOver: () => set(NOTHING),
}));

const ENOUGH = 1_000;

/** The end of all that stands there: more than that no network here reads. */
export function endOf({ begin, text }: Pick<Writing, 'begin' | 'text'>): string {
  return (begin + text).slice(-ENOUGH);
}
