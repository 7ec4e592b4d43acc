/** How a model would learn other data: what is asked for, and what the server says of it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { type DatasetOut, type FineTuningOut, planFineTuning, type WeightOut } from '@/api';
import { datasetLabel } from '@/shared/catalogue';

export type Freeze = 'nothing' | 'body' | 'chosen';

export interface Wish {
  dataset: string;
  freeze: Freeze;
  /** The layers that are frozen where they are chosen one by one. */
  layers: readonly string[];
  newHead: boolean;
  slower: number;
  /** As many as in the recipe, unless it is a number. */
  epochs: number | null;
}

export const RATES = [1, 0.3, 0.1, 0.03, 0.01] as const;
export const EPOCHS = [0, 1, 3, 5, 10, 20] as const;
const OWN = 'own:';

/** Before anything is chosen: as usual, for a model that knows something and is to learn something near to it. */
export function firstWish(dataset: string): Wish {
  return { dataset, freeze: 'nothing', layers: [], newHead: false, slower: 0.1, epochs: null };
}

/** A data set of the list as a recipe names it. */
export function specOf(dataset: string): Record<string, unknown> {
  return dataset.startsWith(OWN) ? { dataset: 'own', id: dataset.slice(OWN.length) } : { dataset };
}

/** What the model can learn from: examples of its kind that are on this machine. */
export function teachable(sets: readonly DatasetOut[], pictures: boolean): DatasetOut[] {
  return sets.filter(({ kind, state }) => state === 'ready' && (kind === 'pictures') === pictures && kind !== 'text');
}

export function nameOf({ name, label }: Pick<DatasetOut, 'name' | 'label'>): string {
  return name.startsWith(OWN) ? label : datasetLabel(name);
}

/** What the server says of a wish. `body` are the layers that "body" means, known after the first answer. */
export function useTuning(model: string, wish: Wish | null, body: readonly string[]) {
  const freeze = wish === null || wish.freeze === 'nothing' ? [] : wish.freeze === 'body' ? [...body] : [...wish.layers];
  const asked = wish && { dataset: specOf(wish.dataset), freeze, new_head: wish.newHead, slower: wish.slower, epochs: wish.epochs };
  return useQuery({
    queryKey: ['fine-tuning', model, asked],
    queryFn: ({ signal }) => planFineTuning({ path: { id: model }, body: asked ?? { dataset: {} }, signal }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export type Becomes = 'taken' | 'frozen' | 'new' | 'unused';

export function becomes({ taken, frozen, shape }: WeightOut): Becomes {
  if (taken) return frozen ? 'frozen' : 'taken';
  return shape === null ? 'unused' : 'new';
}

/** How many numbers the new network has, and how many of them are taken from the model. */
export function counted({ weights }: Pick<FineTuningOut, 'weights'>): { all: number; taken: number } {
  const size = ({ shape }: WeightOut) => (shape ?? [0]).reduce((product, length) => product * length, 1);
  return {
    all: weights.reduce((sum, weight) => sum + size(weight), 0),
    taken: weights.filter(({ taken }) => taken).reduce((sum, weight) => sum + size(weight), 0),
  };
}

/** The classes in a line, the first few of many. */
export function someClasses(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? i18next.t('models:tune.andMore', { shown, count: names.length - most }) : shown;
}
