import type { RunDetail, RunRow } from '@/api';

/** The latest other run of exactly the same recipe and seed: it should give the same numbers. */
export function twinOf(run: Pick<RunDetail, 'id' | 'recipe'>, runs: readonly RunRow[]): RunRow | undefined {
  const wanted = contentOf(run.recipe);
  return runs.find((other) => other.id !== run.id && contentOf(other.recipe) === wanted);
}

function contentOf({ name: _name, title: _title, description: _description, ...content }: Record<string, unknown>): string {
  return JSON.stringify(content);
}
