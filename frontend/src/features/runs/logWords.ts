/** What happened in a run, as sentences. */
import type { Entry } from '@/shared/course';
import { duration, number, percent, significant } from '@/shared/format';
import { problemOfRun, type RunError } from '@/shared/run';
import { problemText } from '@/shared/ui';

/** Looks up a sentence of the namespace `runs` and fills in values. */
type Look = (key: string, values?: Record<string, string>) => string;

const BY_USER = 'you stopped it'; // as the server writes it, and what follows too
const PATIENCE = /^no better validation result for (\d+) evaluations$/;

function stopped(step: string, reason: string, look: Look): string {
  if (reason === BY_USER) return look('log.stoppedByYou', { step });
  const evaluations = PATIENCE.exec(reason)?.[1];
  return evaluations ? look('log.noBetter', { step, evaluations }) : look('log.stopped', { step, reason });
}

function failure({ code = 'unexpected', error = '', node, facts }: Entry['data']): string {
  return problemText(problemOfRun({ code, message: error, node, facts } as RunError));
}

export function logWords({ kind, step, data }: Entry, look: Look): string {
  const at = number(step);
  switch (kind) {
    case 'started':
      return Number(data.resumed_at) > 0
        ? look('log.takenUp', { step: at })
        : look('log.started', {
            training: number(data.training_examples as number),
            validation: number(data.validation_examples as number),
            seed: String(data.seed ?? ''),
          });
    case 'paused':
    case 'resumed':
      return look(`log.${kind}`, { step: at });
    case 'learning_rate':
      return look('log.learningRate', { step: at, rate: significant(data.lr as number) });
    case 'stopped':
      return stopped(at, String(data.reason ?? ''), look);
    case 'failed':
      return look('log.failed', { step: at, reason: failure(data) });
    case 'finished':
      if ('judged' in data) return look('log.generated', { time: duration(data.seconds as number) });
      return look('log.finished', {
        time: duration(data.seconds as number),
        accuracy: percent(data.test_accuracy as number, 2),
      });
    default:
      return look('log.other', { step: at, kind });
  }
}
