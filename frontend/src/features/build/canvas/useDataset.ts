/** The data set that a recipe trains on. */
import { useQuery } from '@tanstack/react-query';
import type { DatasetOut } from '@/api';
import { listDatasetsOptions } from '@/api/@tanstack/react-query.gen';
import type { Recipe } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';

const BY_DEFAULT = 'mnist';

/** A data set is given by its name, or with options. */
function datasetName(recipe: Recipe | null): string {
  const given = recipe?.data?.dataset;
  const name = typeof given === 'object' ? given.dataset : given;
  return typeof name === 'string' ? name : BY_DEFAULT;
}

export function useDataset(): DatasetOut | undefined {
  const name = useWorkbench(({ recipe }) => datasetName(recipe));
  return useQuery({ ...listDatasetsOptions(), staleTime: 60_000 }).data?.find((dataset) => dataset.name === name);
}

/** How many examples are trained on, without those kept for validation. */
export function useTrained(dataset: DatasetOut | undefined): number | undefined {
  const validation = useWorkbench(({ recipe }) => recipe?.data?.validation ?? 0.1);
  return dataset?.train ? Math.round(dataset.train * (1 - validation)) : undefined;
}
