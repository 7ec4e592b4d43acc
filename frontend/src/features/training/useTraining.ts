/** What the buttons of the training panel do to the run that is watched and to the recipe on the canvas. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { commandRun, createRun, deleteRun, type RunDetail } from '@/api';
import { getRunQueryKey } from '@/api/@tanstack/react-query.gen';
import { useCatalogue } from '@/shared/catalogue';
import { useInspectionStore } from '@/shared/inspection';
import { hasEnded, noteRun, useCurrentRun } from '@/shared/liveRun';
import { problemsOf } from '@/shared/problems';
import type { Recipe } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';
import { type Action, beginsAnew, isFresh, type Situation } from './availability';
import { changeSince, withBatchSize, withLearningRate, withNewSeed } from './recipes';

export type Request =
  | { do: Action }
  | { do: 'learningRate' | 'retry'; lr?: number }
  | { do: 'batchSize'; size: number };

export function useTraining() {
  const client = useQueryClient();
  const run = useCurrentRun();
  const recipe = useWorkbench((bench) => bench.recipe);
  const refused = useInspectionStore(({ about, answer }) => about === recipe && answer?.ready === false);
  const catalogue = useCatalogue();
  const change = run && recipe ? changeSince(run.recipe as unknown as Recipe, recipe, catalogue) : null;
  const active = run !== null && !hasEnded(run);
  const [failure, setFailure] = useState<{ error: Error; about: Recipe | null } | null>(null);

  async function command(id: string, body: Parameters<typeof commandRun>[0]['body']): Promise<void> {
    noteRun(client, await commandRun({ path: { id }, body }));
  }

  async function stop(id: string): Promise<void> {
    try {
      await command(id, { do: 'stop' });
    } catch (error) {
      if (!problemsOf(error).some((problem) => problem.code === 'cannot-stop')) throw error; // it ended by itself
    }
  }

  /** A run of what is on the canvas takes the place of the one that is watched. */
  async function begin(paused: boolean): Promise<RunDetail> {
    const bench = useWorkbench.getState();
    if (!bench.recipe) throw new Error('There is no network on the canvas: open one first.');
    const title = bench.name.trim() || bench.recipe.title;
    const made = await createRun({
      body: { recipe: { ...bench.recipe, ...(title && { title }) }, document: bench.documentId, paused },
    });
    client.setQueryData(getRunQueryKey({ path: { id: made.id } }), made);
    noteRun(client, made);
    bench.watchRun(made.id);
    bench.chooseModel(null); // the pad asks the new run, also after another model was tried
    if (active) await (isFresh(run) ? deleteRun({ path: { id: run.id } }) : stop(run.id));
    return made;
  }

  async function perform(request: Request): Promise<void> {
    const bench = useWorkbench.getState();
    switch (request.do) {
      case 'train':
        if (run && !beginsAnew({ run, change })) await command(run.id, { do: 'resume' });
        else await begin(false);
        return;
      case 'reset':
        await begin(true);
        return;
      case 'step':
        return command(run && active && !obsolete(change) ? run.id : (await begin(true)).id, { do: 'step' });
      case 'newWeights':
        if (bench.recipe) bench.edit(withNewSeed(bench.recipe));
        return;
      case 'learningRate':
      case 'retry':
        if (request.lr !== undefined && bench.recipe) bench.edit(withLearningRate(bench.recipe, request.lr, catalogue));
        if (run && request.do === 'retry') return command(run.id, { do: 'retry', lr: request.lr });
        if (run && active) return command(run.id, { do: 'learning_rate', lr: request.lr });
        return;
      case 'batchSize':
        if (bench.recipe) bench.edit(withBatchSize(bench.recipe, request.size));
        await begin(false);
        return;
      default:
        if (run) await command(run.id, { do: request.do });
    }
  }

  const acting = useMutation({
    mutationFn: perform,
    onMutate: () => setFailure(null),
    onError: (error) => setFailure({ error, about: useWorkbench.getState().recipe }),
  });
  const situation: Situation = { run, change, hasNetwork: recipe !== null, ready: !refused, busy: acting.isPending };
  return {
    run,
    recipe,
    catalogue,
    situation,
    act: acting.mutate,
    // what was wrong with a recipe is no longer said when it was edited
    error: failure?.about === recipe ? failure?.error : null,
  };
}

/** Whether one more step of the old run would not be of what is on the canvas. */
function obsolete(change: Situation['change']): boolean {
  return change === 'network' || change === 'weights';
}
