/** A run as the server tells it, in lists and over the stream. */
import i18next from 'i18next';
import type { RunError, RunRow } from '@/api';
import type { Problem } from './problems';

export type { RunError, RunProgress } from '@/api';
export type Run = RunRow;
export type RunState = RunRow['state'];

/** What went wrong in a run, in the words that runs have of their own for it, where there are some. */
export function problemOfRun({ code, message, node, facts }: RunError, place = node): Problem {
  const own = code === 'diverged' && !node ? 'run-diverged-loss' : `run-${code}`;
  return { code: i18next.exists(`problems:${own}`) ? own : code, message, node: place, facts };
}

/** The word that is shown for a run's state: `paused` is a running run that waits. */
export function stateWord(run: Pick<Run, 'state' | 'paused'>): RunState | 'paused' {
  return run.state === 'running' && run.paused ? 'paused' : run.state;
}
