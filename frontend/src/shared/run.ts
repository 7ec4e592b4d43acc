/** A run as the server tells it, in lists and over the stream. */
import type { RunRow } from '@/api';

export type { RunError, RunProgress } from '@/api';
export type Run = RunRow;
export type RunState = RunRow['state'];

/** The word that is shown for a run's state: `paused` is a running run that waits. */
export function stateWord(run: Pick<Run, 'state' | 'paused'>): RunState | 'paused' {
  return run.state === 'running' && run.paused ? 'paused' : run.state;
}
