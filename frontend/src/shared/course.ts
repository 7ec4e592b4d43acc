/**
 * The course of a run: what its history says and what the stream adds.
 *
 * Events may come twice, late, or again after a resume; each counts once. A run that was resumed at a step does the
 * steps after it again, so what was told of them before is dropped.
 */
import type { History } from '@/api';
import type { RunEvent } from './messages';

type Value = number | null;

interface Told {
  /** The event's id; 0 for what the history told. */
  id: number;
  step: number;
}

export interface ProgressPoint extends Told {
  epoch: number;
  loss: Value;
  accuracy: Value;
  seconds: number;
  lr: Value;
  /** Of a generator and its discriminator: their losses, and the shares of pictures that were seen through. */
  generatorLoss: Value;
  discriminatorLoss: Value;
  realFound: Value;
  fakeFound: Value;
}

export interface EvaluatedPoint extends Told {
  epoch: number;
  loss: Value;
  accuracy: Value;
  seconds: number;
  trainingLoss: Value;
  trainingAccuracy: Value;
  best: boolean;
}

/** What the judge said of the pictures that a generator made. */
export interface JudgedPoint extends Told {
  epoch: number;
  seconds: number;
  /** Share of the pictures that are read as what was asked for. */
  agreement: Value;
  classesSeen: Value;
  /** For points of the plane: how many are good, and how much of the data is reached. */
  quality: Value;
  coverage: Value;
  best: boolean;
}

export interface Confusion extends Told {
  matrix: number[][];
  of: 'validation' | 'test';
  epoch: Value;
}

export interface Entry extends Told {
  kind: string;
  data: Record<string, unknown>;
}

export interface Course {
  /** Events up to this id are in it. */
  floor: number;
  /** Ids above the floor that are in it. */
  heard: ReadonlySet<number>;
  resumes: readonly { id: number; at: number }[];
  progress: readonly ProgressPoint[];
  evaluated: readonly EvaluatedPoint[];
  judged: readonly JudgedPoint[];
  confusion: Confusion | null;
  classNames: readonly string[];
  /** What happened, in order; not the reports of progress. */
  log: readonly Entry[];
}

const MOST_POINTS = 3_000;
const MOST_HEARD = 2_000;
const UNLOGGED = new Set(['progress', 'evaluated', 'epoch_ended', 'checkpointed', 'heartbeat', 'live', 'preparing', 'frame']);

export function courseOf(history: History): Course {
  const { progress, evaluated, judged } = history;
  const points = evaluated.step.map((step, place) => ({
    id: 0,
    step,
    epoch: evaluated.epoch[place] ?? 0,
    loss: evaluated.loss[place] ?? null,
    accuracy: evaluated.accuracy[place] ?? null,
    seconds: evaluated.seconds[place] ?? 0,
    trainingLoss: evaluated.training_loss[place] ?? null,
    trainingAccuracy: evaluated.training_accuracy[place] ?? null,
    best: evaluated.best[place] ?? false,
  }));
  return {
    floor: history.last_event,
    heard: new Set(),
    resumes: [],
    progress: progress.step.map((step, place) => ({
      id: 0,
      step,
      epoch: progress.epoch[place] ?? 0,
      loss: progress.loss[place] ?? null,
      accuracy: progress.accuracy[place] ?? null,
      seconds: progress.seconds[place] ?? 0,
      lr: progress.lr[place] ?? null,
      generatorLoss: progress.generator_loss[place] ?? null,
      discriminatorLoss: progress.discriminator_loss[place] ?? null,
      realFound: progress.real_found[place] ?? null,
      fakeFound: progress.fake_found[place] ?? null,
    })),
    evaluated: points,
    judged: judged.step.map((step, place) => ({
      id: 0,
      step,
      epoch: judged.epoch[place] ?? 0,
      seconds: judged.seconds[place] ?? 0,
      agreement: judged.agreement[place] ?? null,
      classesSeen: judged.classes_seen[place] ?? null,
      quality: judged.quality[place] ?? null,
      coverage: judged.coverage[place] ?? null,
      best: judged.best[place] ?? false,
    })),
    confusion: history.confusion && {
      id: 0,
      step: points.find((point) => point.epoch === history.confusion_epoch)?.step ?? points.at(-1)?.step ?? 0,
      matrix: history.confusion,
      of: history.confusion_of ?? 'validation',
      epoch: history.confusion_epoch,
    },
    classNames: history.class_names,
    log: history.log,
  };
}

/** The course after some events, in whatever order and how often they came. */
export function withEvents(course: Course, events: readonly RunEvent[]): Course {
  return events.reduce(withEvent, course);
}

function withEvent(course: Course, event: RunEvent): Course {
  if (event.id <= course.floor || course.heard.has(event.id)) return course;
  const known = { ...course, ...noted(course, event.id) };
  const step = stepOf(event);
  // a resume that came after it did this step again
  if (known.resumes.some((resume) => resume.id > event.id && resume.at < step)) return known;
  const next = event.event === 'started' ? resumed(known, event.id, step) : known;
  return { ...next, ...added(next, event, step) };
}

function stepOf(event: RunEvent): number {
  return Number(event.step ?? event.resumed_at ?? 0);
}

/** Which ids are known now; the set is kept small by raising the floor. */
function noted(course: Course, id: number): Pick<Course, 'floor' | 'heard'> {
  const heard = new Set(course.heard).add(id);
  if (heard.size <= MOST_HEARD) return { floor: course.floor, heard };
  const ids = [...heard].sort((one, other) => one - other);
  const floor = ids[MOST_HEARD / 2] ?? course.floor;
  return { floor, heard: new Set(ids.filter((one) => one > floor)) };
}

function resumed(course: Course, id: number, at: number): Course {
  const stays = (told: Told) => told.step <= at || told.id > id;
  return {
    ...course,
    resumes: [...course.resumes, { id, at }],
    progress: course.progress.filter(stays),
    evaluated: course.evaluated.filter(stays),
    judged: course.judged.filter(stays),
    confusion: course.confusion && stays(course.confusion) ? course.confusion : null,
    log: course.log.filter(stays),
  };
}

function added(course: Course, event: RunEvent, step: number): Partial<Course> {
  const { id } = event;
  const changed: Partial<Course> = {};
  if (event.event === 'progress') {
    changed.progress = thinned(placed(course.progress, progressOf(event, step)), MOST_POINTS);
  }
  if (event.event === 'evaluated' && 'judged' in event) {
    const point = judgedOf(event, step);
    if (point) changed.judged = placed(course.judged, point);
  } else if (event.event === 'evaluated') {
    const { epoch, loss, accuracy, seconds, best } = event as unknown as EvaluatedPoint;
    const trainingLoss = event.training_loss as Value;
    const trainingAccuracy = event.training_accuracy as Value;
    const point = { id, step, epoch, loss, accuracy, seconds, best, trainingLoss, trainingAccuracy };
    changed.evaluated = placed(course.evaluated, point);
  }
  if (event.event === 'evaluated' || event.event === 'finished') {
    const matrix = event.confusion as number[][] | null | undefined;
    if (matrix && matrix.length > 0 && step >= (course.confusion?.step ?? 0)) {
      const epoch = (event.epoch as Value | undefined) ?? null;
      changed.confusion = { id, step, matrix, epoch, of: event.event === 'finished' ? 'test' : 'validation' };
    }
  }
  if (event.event === 'started' && Array.isArray(event.class_names) && event.class_names.length > 0) {
    changed.classNames = event.class_names.map(String);
  }
  if (!UNLOGGED.has(event.event)) {
    const { id: _id, event: kind, confusion: _confusion, ...data } = event;
    changed.log = [...course.log, { id, step, kind, data }].sort((one, other) => one.id - other.id);
  }
  return changed;
}

/** What an event does not tell, as a classifier tells no loss of a generator, is null. */
function progressOf(event: RunEvent, step: number): ProgressPoint {
  const { id, epoch, seconds } = event as unknown as ProgressPoint;
  return {
    id,
    step,
    epoch,
    seconds,
    loss: valueOf(event.loss),
    accuracy: valueOf(event.accuracy),
    lr: valueOf(event.lr),
    generatorLoss: valueOf(event.generator_loss),
    discriminatorLoss: valueOf(event.discriminator_loss),
    realFound: valueOf(event.real_found),
    fakeFound: valueOf(event.fake_found),
  };
}

function judgedOf(event: RunEvent, step: number): JudgedPoint | null {
  const judged = event.judged as Record<string, unknown> | null;
  if (!judged) return null; // it has not been judged for once
  const { id, epoch, seconds, best } = event as unknown as JudgedPoint;
  return {
    id,
    step,
    epoch,
    seconds,
    best,
    agreement: valueOf(judged.agreement),
    classesSeen: valueOf(judged.classes_seen),
    quality: valueOf(judged.quality),
    coverage: valueOf(judged.coverage),
  };
}

function valueOf(told: unknown): Value {
  return typeof told === 'number' ? told : null;
}

/** The list with one more point, in the order of steps. */
function placed<T extends Told>(points: readonly T[], point: T): T[] {
  const next = [...points, point];
  const last = points.at(-1);
  return last && last.step > point.step ? next.sort((one, other) => one.step - other.step) : next;
}

/** Every second point where there are more than `most`; the newest always stays. */
export function thinned<T>(points: readonly T[], most: number): readonly T[] {
  if (points.length <= most) return points;
  return points.filter((_, place) => (points.length - 1 - place) % 2 === 0);
}
