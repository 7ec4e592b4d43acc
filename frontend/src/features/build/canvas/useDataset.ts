/** The data set that a recipe trains on. */
import { useQuery } from '@tanstack/react-query';
import type { DatasetOut } from '@/api';
import { listDatasetsOptions } from '@/api/@tanstack/react-query.gen';
import { datasetOf } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';

export function useDataset(): DatasetOut | undefined {
  const name = useWorkbench(({ recipe }) => datasetOf(recipe ?? {}));
  return useQuery({ ...listDatasetsOptions(), staleTime: 60_000 }).data?.find((dataset) => dataset.name === name);
}

/** How many examples are trained on, without those kept for validation. */
export function useTrained(dataset: DatasetOut | undefined): number | undefined {
  const validation = useWorkbench(({ recipe }) => recipe?.data?.validation ?? 0.1);
  return dataset?.train ? Math.round(dataset.train * (1 - validation)) : undefined;
}
