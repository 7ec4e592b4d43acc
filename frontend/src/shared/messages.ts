/** What the server sends over the stream, as it stands in each message's `data`. */
import type { JobOut, MadeOut, VerdictOut } from '@/api';
import type { Problem } from './problems';
import type { Run } from './run';

/** A kept event of a run: the fields of its kind (see training/events.py) beside `id`, `event` and `step`. */
export interface RunEvent {
  id: number;
  event: string;
  step?: number;
  attempt?: number;
  [field: string]: unknown;
}

export interface Messages {
  run: { type: 'run'; run: Run };
  events: { type: 'events'; run: string; events: RunEvent[] };
  live: { type: 'live'; run: string; step: number };
  preparation: {
    type: 'preparation';
    dataset: string;
    done: number;
    total: number | null;
    state: string;
    problems: Problem[];
  };
  /** How far the judge is with the whole verdict on a generator; see `VerdictOut`. */
  judging: {
    type: 'judging';
    model: string;
    state: VerdictOut['state'];
    what: string | null;
    done: number;
    total: number | null;
    problems: Problem[];
  };
  /** How far a question about a model is that is worked at in the background; see `JobOut`. */
  job: {
    type: 'job';
    job: string;
    model: string;
    kind: JobOut['kind'];
    state: JobOut['state'];
    what: string | null;
    done: number;
    total: number | null;
    problems: Problem[];
    places: string | null;
    seconds: number;
  };
  /** How far an import of one's own pictures is; see `ImportOut`. */
  import: {
    type: 'import';
    import: string;
    state: 'receiving' | 'surveying' | 'surveyed' | 'importing' | 'imported' | 'failed';
    what: string | null;
    done: number;
    total: number | null;
    problems: Problem[];
    dataset: string | null;
  };
  /** How far an export of a model is; see `MadeOut`. */
  exporting: Pick<MadeOut, 'model' | 'format' | 'precision' | 'opset' | 'state' | 'what' | 'done'> & {
    type: 'exporting';
    total: number | null;
    problems: Problem[];
  };
  /** A data set of one's own has another version now, or none any more. */
  own: { type: 'own'; dataset: string; version: number | null };
  /** Too much was missed: everything that was fetched before is to be fetched again. */
  reset: { type: 'reset' };
  /** After a reconnect: rows may have changed without an event, so lists are to be fetched again. */
  refresh: { type: 'refresh' };
  deleted: { type: 'deleted'; run: string };
}

export type MessageType = keyof Messages;
export type Message = Messages[MessageType];

export const MESSAGE_TYPES: readonly MessageType[] = [
  'run', 'events', 'live', 'preparation', 'judging', 'job', 'import', 'exporting', 'own', 'reset', 'refresh', 'deleted',
];

/** The message in the text of one server-sent event, or undefined for one that this page does not know. */
export function readMessage(text: string): Message | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isMessage(value) ? value : undefined;
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  return (MESSAGE_TYPES as readonly unknown[]).includes(value.type);
}
