/** What the server knows about the open network: shapes, costs and problems. Kept up to date by features/build. */
import { create } from 'zustand';
import type { Inspected, InspectedNode, InspectedProblem } from '@/api';
import type { Problem } from './problems';
import type { Recipe } from './recipe';

export interface Inspection {
  /** The last answer; it stays until the next one is there, so that nothing jumps. */
  answer: Inspected | null;
  /** The recipe that `answer` is about. */
  about: Recipe | null;
  /** Why the last question was not answered. */
  trouble: readonly Problem[];
}

export const useInspectionStore = create<Inspection>(() => ({ answer: null, about: null, trouble: [] }));

/** Shape, cost and state of one node. */
export function useInspectedNode(name: string | undefined): InspectedNode | undefined {
  return useInspectionStore(({ answer }) => answer?.nodes.find((node) => node.name === name));
}

/** The shape of a node's (or an input's) output, without the batch. */
export function shapeOf(answer: Inspected | null, name: string): readonly number[] | null {
  if (!answer) return null;
  if (Object.hasOwn(answer.inputs, name)) return answer.inputs[name] ?? null;
  return answer.nodes.find((node) => node.name === name)?.shape ?? null;
}

const NONE: readonly InspectedProblem[] = [];

export function useProblems(): readonly InspectedProblem[] {
  return useInspectionStore(({ answer }) => answer?.problems ?? NONE);
}

/** Whether a run can begin; false until the first answer. */
export function useReady(): boolean {
  return useInspectionStore(({ answer }) => answer?.ready ?? false);
}
