/** What can be done with a run now, and why the rest cannot. */
import { hasEnded } from '@/shared/liveRun';
import { type Run, stateWord } from '@/shared/run';
import type { Change } from './recipes';

export type Action = 'train' | 'pause' | 'resume' | 'step' | 'stop' | 'reset' | 'newWeights';
export type Primary = 'train' | 'pause' | 'resume';

/** The key of the sentence that says why something cannot be done. */
export type Refusal = 'noNetwork' | 'notReady' | 'nothingRuns' | 'pauseFirst' | 'nothingToReset' | 'isReset' | 'wait';

export interface Situation {
  run: Pick<Run, 'state' | 'paused' | 'progress'> | null;
  /** What differs between the canvas and the run. */
  change: Change | null;
  hasNetwork: boolean;
  /** False where the network cannot be trained as it is. */
  ready: boolean;
  /** A command is on its way. */
  busy: boolean;
}

/** A run that waits before its first step. */
export function isFresh(run: Situation['run']): boolean {
  return run !== null && !hasEnded(run) && run.paused && run.progress.step === 0;
}

/** What the large button does. */
export function primaryOf({ run, change }: Situation): Primary {
  if (run === null || hasEnded(run)) return 'train';
  if (!run.paused) return 'pause';
  // another network, or other weights: what waits is of no use any more
  if (isFresh(run) || change === 'network' || change === 'weights') return 'train';
  return 'resume';
}

/** Whether training begins anew, rather than going on with what waits. */
export function beginsAnew({ run, change }: Pick<Situation, 'run' | 'change'>): boolean {
  return !isFresh(run) || change !== null;
}

export function refusalOf(action: Action, situation: Situation): Refusal | null {
  const { run, change, hasNetwork, ready, busy } = situation;
  const active = run !== null && !hasEnded(run);
  const needsNetwork = action === 'train' || action === 'reset' || (action === 'step' && !active);
  if (!hasNetwork && (needsNetwork || action === 'newWeights')) return 'noNetwork';
  if (!ready && needsNetwork && !(action === 'train' && !beginsAnew(situation))) return 'notReady';
  if (busy) return 'wait';
  switch (action) {
    case 'stop':
      return active ? null : 'nothingRuns';
    case 'pause':
    case 'resume':
      return active ? null : 'nothingRuns';
    case 'step':
      return run && active && stateWord(run) !== 'paused' && !run.paused ? 'pauseFirst' : null;
    case 'reset':
      if (run === null) return 'nothingToReset';
      return isFresh(run) && change === null ? 'isReset' : null;
    default:
      return null;
  }
}
