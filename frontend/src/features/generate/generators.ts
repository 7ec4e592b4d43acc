/** The models that make something, and which of them one begins with. */
import { useQuery } from '@tanstack/react-query';
import type { ModelOut } from '@/api';
import { getModelOptions } from '@/api/@tanstack/react-query.gen';
import { useModels } from '@/shared/models';

/** Trained and bundled, so that the page writes digits before anything was trained. */
export const FIRST_WRITER = 'zoo:digit-writer';

export function useGenerators() {
  const { data, error, refetch } = useModels();
  return { generators: data && inOrder(data), error, retry: () => void refetch() };
}

/** Only generators: what is in training first, then what comes along, then one's own, the newest first. */
export function inOrder(models: readonly ModelOut[]): ModelOut[] {
  const place = ({ live, origin }: ModelOut) => (live ? 0 : origin === 'zoo' ? 1 : 2);
  return models.filter(({ kind }) => kind === 'generator').sort((one, other) => place(one) - place(other));
}

/** What is steered where the address names none. */
export function firstOf(generators: readonly ModelOut[]): string | null {
  return (generators.find(({ id }) => id === FIRST_WRITER) ?? generators.find(({ live }) => !live) ?? generators[0])?.id ?? null;
}

/** A generator with its recipe. */
export function useGenerator(id: string | null) {
  return useQuery({ ...getModelOptions({ path: { id: id ?? '' } }), enabled: id !== null });
}
