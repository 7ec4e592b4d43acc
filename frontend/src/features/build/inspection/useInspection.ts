/** Asks the server about the network on the workbench after every edit; the latest question wins. */
import { useEffect, useReducer } from 'react';
import { inspect, type InspectedNode } from '@/api';
import { useConnection } from '@/shared/connection';
import { useInspectionStore } from '@/shared/inspection';
import { problemsOf } from '@/shared/problems';
import type { Recipe } from '@/shared/recipe';
import { createReuse } from '../reuse';

const PAUSE = 5; // milliseconds: what changes at once is one question, and a key pressed is answered without delay

const reuseNodes = createReuse<InspectedNode>(({ name }) => name);

/** Call it once, where the network is edited. Everybody reads the answer from `@/shared/inspection`. */
export function useInspection(recipe: Recipe | null): void {
  const [returns, noteReturn] = useReducer((count: number) => count + 1, 0); // a server that is back is asked anew
  useEffect(() => useConnection.subscribe((now, before) => now.reachable && !before.reachable && noteReturn()), []);
  useEffect(() => {
    if (recipe === null || useInspectionStore.getState().about === recipe) return;
    const left = new AbortController();
    const timer = setTimeout(() => void ask(recipe, left.signal), PAUSE);
    return () => {
      clearTimeout(timer);
      left.abort();
    };
  }, [recipe, returns]);
}

async function ask(recipe: Recipe, signal: AbortSignal): Promise<void> {
  try {
    const answer = await inspect({ body: { recipe }, signal });
    if (signal.aborted) return;
    useInspectionStore.setState({ answer: { ...answer, nodes: reuseNodes(answer.nodes) }, about: recipe, trouble: [] });
  } catch (error) {
    if (!signal.aborted) useInspectionStore.setState({ trouble: problemsOf(error) });
  }
}
