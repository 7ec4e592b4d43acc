/** What the gates and states of the letter writer's memory were while it read a text. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lookOverTime, type OverTimeOut } from '@/api';
import { float32 } from '@/shared/lab';

/** The bundled network that has read one chapter, and its layer with a memory. */
export const MODEL = 'zoo:letter-writer';
const NODE = 'lstm';

/** The gates of an LSTM, its state and its memory cell. */
export type Name = 'i' | 'f' | 'o' | 'g' | 'h' | 'c';

export interface OverTime {
  /** The letters that were typed, as the network reads them; letter −1 is the space before the first. */
  letters: readonly string[];
  units: number;
  /** The step at which the first of them was read. */
  first: number;
  series: ReadonlyMap<string, Float32Array>;
}

/** `enabled` while there is something to read; the last answer stays until the next one is there. */
export function useOverTime(text: string) {
  return useQuery({
    queryKey: ['over-time', MODEL, text],
    queryFn: ({ signal }) => lookOverTime({ path: { id: MODEL }, body: { node: NODE, text }, signal }),
    select: told,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
  });
}

/** Without the spaces that stand before a short text. */
export function told({ read, steps, units, series }: Pick<OverTimeOut, 'read' | 'steps' | 'units' | 'series'>): OverTime {
  const characters = read ?? [];
  const found = characters.findIndex((character) => character !== ' ');
  const first = found === -1 ? steps : found;
  return {
    letters: characters.slice(first),
    units,
    first,
    series: new Map(series.map(({ name, values }) => [name, float32(values)])),
  };
}

/** Of one unit after a letter; before the first step of all, every state is 0. */
export function valueAt({ series, units, first }: OverTime, name: Name, letter: number, unit: number): number {
  const step = first + letter;
  return step < 0 ? 0 : (series.get(name)?.[step * units + unit] ?? 0);
}

/** Of all units after a letter. */
export function across(time: OverTime, name: Name, letter: number): number[] {
  return Array.from({ length: time.units }, (_, unit) => valueAt(time, name, letter, unit));
}

/** Of one unit, letter by letter. */
export function along(time: OverTime, name: Name, unit: number): number[] {
  return time.letters.map((_, letter) => valueAt(time, name, letter, unit));
}

/** Of all units, a row for each and a column for each letter. */
export function picture(time: OverTime, name: Name): number[] {
  return Array.from({ length: time.units }, (_, unit) => along(time, name, unit)).flat();
}

/** Below it, a keep gate has let go. */
export const LETS_GO = 0.2;

/** How many units let go, letter by letter. */
export function lettingGo(time: OverTime): number[] {
  return time.letters.map((_, letter) => across(time, 'f', letter).filter((value) => value < LETS_GO).length);
}
