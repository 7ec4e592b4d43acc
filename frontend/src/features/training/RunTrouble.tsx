import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { commandRun, createRun, type RunDetail } from '@/api';
import { useCatalogue } from '@/shared/catalogue';
import { noteRun } from '@/shared/liveRun';
import type { Recipe } from '@/shared/recipe';
import { toastError } from '@/shared/toast';
import { batchSizeOf, withBatchSize } from './recipes';
import { Trouble } from './Trouble';

/** What went wrong in a run, on its own page: the recipe is that of the run, and editing it opens a draft. */
export function RunTrouble({ run }: { run: RunDetail }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const catalogue = useCatalogue();
  const recipe = run.recipe as unknown as Recipe;
  const retry = useMutation({
    mutationFn: (lr?: number) => commandRun({ path: { id: run.id }, body: { do: 'retry', lr } }),
    onSuccess: (changed) => noteRun(client, changed),
    onError: toastError,
  });
  const anew = useMutation({
    mutationFn: (size: number) => createRun({ body: { recipe: { ...withBatchSize(recipe, size) }, document: run.document } }),
    onSuccess: (made) => {
      noteRun(client, made);
      void navigate(`/runs/${made.id}`);
    },
    onError: toastError,
  });
  return (
    <Trouble
      run={run}
      batchSize={batchSizeOf(recipe, catalogue)}
      onRetry={(lr) => retry.mutate(lr)}
      onBatchSize={(size) => anew.mutate(size)}
      onEdit={() => void navigate(`/?run=${run.id}`)}
    />
  );
}
