/** What somebody puts right among the training examples, before it becomes a recipe: a list that can be undone. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Recipe } from '@/shared/recipe';

/** As it stands in a recipe under `data.corrections`; `crc` finds the example again should it come to lie elsewhere. */
export type Correction = { row: number; crc?: number } & ({ correction: 'relabel'; label: string } | { correction: 'exclude' });

/** What a picture is called by. */
export interface Example {
  row: number;
  crc: number;
}

type List = readonly Correction[];

export function correctionsOf(recipe: Pick<Recipe, 'data'>): Correction[] {
  const written = recipe.data?.corrections;
  if (!Array.isArray(written)) return [];
  return (written as (string | Partial<Correction>)[]).map(
    (one) => ({ row: 0, ...(typeof one === 'string' ? { correction: one } : one) }) as Correction, // row 0 may be left out
  );
}

export function extraDrawingsOf(recipe: Pick<Recipe, 'data'>): number {
  const written = recipe.data?.extra_drawings;
  return typeof written === 'number' ? written : 0;
}

export function correctionOf(list: List, { row }: Pick<Example, 'row'>): Correction | undefined {
  return list.find((one) => one.row === row);
}

/** The list with this correction in the place of what was said of the example before; undefined says nothing of it. */
export function withCorrection(list: List, { row, crc }: Example, label: string | null | undefined): Correction[] {
  const others = list.filter((one) => one.row !== row);
  if (label === undefined) return others;
  return [...others, label === null ? { correction: 'exclude', row, crc } : { correction: 'relabel', row, crc, label }];
}

export function same(one: List, other: List): boolean {
  const written = (list: List) => JSON.stringify([...list].sort((a, b) => a.row - b.row).map((c) => [c.row, c.correction, 'label' in c ? c.label : null]));
  return written(one) === written(other);
}

/** The recipe with these corrections and drawings, and without words for what is not there. */
export function withData(recipe: Recipe, list: List, extraDrawings: number): Recipe {
  const { corrections: _, extra_drawings: __, ...data } = recipe.data ?? {};
  return {
    ...recipe,
    data: { ...data, ...(list.length > 0 && { corrections: [...list] }), ...(extraDrawings > 0 && { extra_drawings: extraDrawings }) },
  };
}

// -- kept on this machine, for each model ---------------------------------------------------------------------------

export interface Desk {
  past: List[];
  now: List;
  future: List[];
  /** The run that was begun with these corrections. */
  run: string | null;
}

interface Desks {
  of: Readonly<Record<string, Desk>>;
  change: (model: string, from: List, to: List) => void;
  undo: (model: string) => void;
  redo: (model: string) => void;
  begun: (model: string, from: List, run: string | null) => void;
}

const MOST_DESKS = 20;
const MOST_STEPS = 100;

export const useDesks = create<Desks>()(
  persist(
    (set) => {
      const put = (model: string, work: (desk: Desk | undefined) => Desk | undefined) =>
        set(({ of: { [model]: desk, ...others } }) => {
          const made = work(desk);
          const kept = Object.entries(others).slice(-(MOST_DESKS - 1));
          return { of: { ...Object.fromEntries(kept), ...(made && { [model]: made }) } };
        });
      return {
        of: {},
        change: (model, from, to) =>
          put(model, (desk) => ({ past: [...(desk?.past ?? []), from].slice(-MOST_STEPS), now: to, future: [], run: desk?.run ?? null })),
        undo: (model) =>
          put(model, (desk) => {
            const before = desk?.past.at(-1);
            return desk && before ? { ...desk, past: desk.past.slice(0, -1), now: before, future: [desk.now, ...desk.future] } : desk;
          }),
        redo: (model) =>
          put(model, (desk) => {
            const [next, ...future] = desk?.future ?? [];
            return desk && next ? { ...desk, past: [...desk.past, desk.now], now: next, future } : desk;
          }),
        begun: (model, from, run) => put(model, (desk) => ({ past: [], now: from, future: [], ...desk, run })),
      };
    },
    {
      name: 'netsumiki.corrections',
      // what can be undone is of this visit
      partialize: ({ of }) => ({ of: Object.fromEntries(Object.entries(of).map(([model, desk]) => [model, { ...desk, past: [], future: [] }])) }),
    },
  ),
);
