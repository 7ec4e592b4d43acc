/**
 * Runs as they are now: asked for once, then kept up to date by the stream.
 *
 * `followRuns` is called once by the app; the hooks share what it keeps. `useLive` is what the network looks like at
 * this moment (first filters, guesses): fetched only while somebody looks, at most twice a second.
 */
import { notifyManager, type Query, type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { getHistory, type LiveFilters, type RunDetail, type RunRow } from '@/api';
import {
  getLiveOptions,
  getLiveQueryKey,
  getRunOptions,
  getRunQueryKey,
  listRunsOptions,
  listRunsQueryKey,
} from '@/api/@tanstack/react-query.gen';
import { useConnection } from './connection';
import { type Course, courseOf, withEvents } from './course';
import type { RunEvent } from './messages';
import { onMessage } from './stream';
import { useWorkbench } from './workbench';

const LIVE_WAIT = 500; // milliseconds between two looks at one run
const SPARKLINE_POINTS = 40;
const ENDED = new Set<string>(['succeeded', 'failed', 'cancelled']);

export function hasEnded(run: Pick<RunRow, 'state'>): boolean {
  return ENDED.has(run.state);
}

// -- hooks ------------------------------------------------------------------------------------------------------

/** All runs, the newest first. */
export function useRuns() {
  return useQuery(listRunsOptions());
}

export function useRun(id: string | null) {
  return useQuery({ ...getRunOptions({ path: { id: id ?? '' } }), enabled: id !== null });
}

/** The run that the workbench watches. */
export function useCurrentRun(): RunDetail | null {
  return useRun(useWorkbench((bench) => bench.runId)).data ?? null;
}

/** A run but for its progress: who needs no more is not drawn anew with every step. */
export function useSteadyRun(id: string | null) {
  return useQuery({ ...getRunOptions({ path: { id: id ?? '' } }), enabled: id !== null, select: withoutProgress }).data ?? null;
}

export function useSteadyCurrentRun() {
  return useSteadyRun(useWorkbench((bench) => bench.runId));
}

function withoutProgress({ progress: _, ...steady }: RunDetail): Omit<RunDetail, 'progress'> {
  return steady;
}

const courseKey = (id: string) => ['course', id];

/** What a run has told so far, and goes on telling. */
export function courseOptions(id: string) {
  return queryOptions({ queryKey: courseKey(id), queryFn: ({ signal }) => readCourse(id, signal), staleTime: Infinity });
}

export function useCourse(id: string | null) {
  return useQuery({ ...courseOptions(id ?? ''), enabled: id !== null });
}

/** The network of a run as it is now; `looking` says whether somebody sees it. */
export function useLive(id: string | null, looking = true) {
  return useQuery({
    ...getLiveOptions({ path: { id: id ?? '' } }),
    enabled: id !== null && looking,
    staleTime: Infinity,
    retry: false,
  });
}

/** The filters of a node in the run that the workbench watches, if the server shows those of that node. */
export function useLiveFilters(node: string, looking = true): LiveFilters | null {
  const { data } = useLive(useWorkbench((bench) => bench.runId), looking);
  return data?.filters?.node === node ? data.filters : null;
}

// -- keeping up -------------------------------------------------------------------------------------------------

/** Keep everything that is cached about runs up to date; returns what ends it. */
export function followRuns(client: QueryClient): () => void {
  const leave = [
    onMessage('run', ({ run }) => noteRun(client, run)),
    // what follows from one message is drawn together: each picture of the screen costs a training on two cores some of its time
    onMessage('events', ({ run, events }) => notifyManager.batch(() => noteEvents(client, run, events))),
    onMessage('live', ({ run }) => lookAgain(client, run)),
    onMessage('deleted', ({ run }) => {
      client.setQueryData<RunRow[]>(listRunsQueryKey(), (rows) => rows?.filter((row) => row.id !== run));
      const { runId, watchRun } = useWorkbench.getState();
      if (runId === run) watchRun(null);
    }),
    onMessage('refresh', () => readAgain(client)),
    // what was read before the stream was open may lack what happened in between
    useConnection.subscribe((now, before) => {
      if (now.stream === 'connected' && before.stream !== 'connected') readAgain(client);
    }),
  ];
  return () => leave.forEach((end) => end());
}

function readAgain(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: listRunsQueryKey() });
  void client.invalidateQueries({ predicate: ({ queryKey: [first] }) => first === 'course' || isOperation(first, 'getRun') });
}

function isQueued({ queryKey: [first], state }: Query): boolean {
  return isOperation(first, 'getRun') && (state.data as RunDetail | undefined)?.state === 'queued';
}

function isOperation(part: unknown, name: string): boolean {
  return typeof part === 'object' && part !== null && '_id' in part && part._id === name;
}

/** Put a run's row, from the stream or an answer, wherever it is shown. */
export function noteRun(client: QueryClient, run: Omit<RunDetail, 'recipe' | 'wanted' | 'sweep' | 'rewound_from'>): void {
  client.setQueryData<RunDetail>(getRunQueryKey({ path: { id: run.id } }), (known) => known && { ...known, ...run });
  client.setQueryData<RunRow[]>(listRunsQueryKey(), (rows) =>
    rows?.map((row) => (row.id === run.id ? { ...row, ...run } : row)),
  );
  const rows = client.getQueryData<RunRow[]>(listRunsQueryKey());
  const listed = rows?.some((row) => row.id === run.id);
  if (rows && (!listed || hasEnded(run))) void client.invalidateQueries({ queryKey: listRunsQueryKey() });
  if (hasEnded(run)) {
    void client.invalidateQueries({ queryKey: courseKey(run.id) });
    void client.invalidateQueries({ predicate: isQueued }); // they have moved up
    lookAgain(client, run.id);
  }
}

function noteEvents(client: QueryClient, id: string, events: RunEvent[]): void {
  for (const heard of gathered.get(id) ?? []) heard.push(...events);
  client.setQueryData<Course>(courseKey(id), (course) => course && withEvents(course, events));
  const told: Partial<RunDetail['progress']> = Object.assign({}, ...events.map(toldBy));
  const marks = events.flatMap(markOf);
  if (Object.keys(told).length === 0 && marks.length === 0) return;
  client.setQueryData<RunDetail>(
    getRunQueryKey({ path: { id } }),
    (run) => run && { ...run, progress: { ...run.progress, ...told } },
  );
  client.setQueryData<RunRow[]>(listRunsQueryKey(), (rows) =>
    rows?.map((row) =>
      row.id === id
        ? {
            ...row,
            progress: { ...row.progress, ...told },
            sparkline: [...row.sparkline, ...marks].slice(-SPARKLINE_POINTS),
          }
        : row,
    ),
  );
}

const TOLD = [
  ...['step', 'epoch', 'loss', 'accuracy', 'lr', 'images_per_second', 'seconds', 'remaining'],
  ...['generator_loss', 'discriminator_loss', 'real_found', 'fake_found'],
];

/** What an event adds to the row of its run. */
function toldBy(event: RunEvent): Partial<RunDetail['progress']> {
  if (event.event === 'frame') return { frame_step: Number(event.step) };
  if (event.event === 'evaluated' && event.judged) {
    const judged = event.judged as NonNullable<RunDetail['progress']['judged']>;
    return { judged, agreement: judged.agreement, classes_seen: judged.classes_seen };
  }
  if (event.event !== 'progress') return {};
  return Object.fromEntries(TOLD.filter((name) => name in event).map((name) => [name, event[name]]));
}

/** How good it is, from 0 to 1: a classifier's accuracy, or how many generated pictures are read as asked for. */
function markOf(event: RunEvent): number[] {
  if (event.event !== 'evaluated') return [];
  const mark = 'judged' in event ? (event.judged as { agreement?: number | null } | null)?.agreement : event.accuracy;
  return typeof mark === 'number' ? [mark] : [];
}

/** Events that arrive while a history is being read. */
const gathered = new Map<string, Set<RunEvent[]>>();

async function readCourse(id: string, signal: AbortSignal): Promise<Course> {
  const readers = gathered.get(id) ?? new Set();
  const heard: RunEvent[] = [];
  gathered.set(id, readers.add(heard));
  try {
    return withEvents(courseOf(await getHistory({ path: { id }, signal })), heard);
  } finally {
    readers.delete(heard);
  }
}

const lookedAt = new Map<string, number>();
const looksPlanned = new Set<string>();

function lookAgain(client: QueryClient, id: string): void {
  if (looksPlanned.has(id)) return;
  looksPlanned.add(id);
  setTimeout(
    () => {
      looksPlanned.delete(id);
      lookedAt.set(id, Date.now());
      const refetchType = document.hidden ? 'none' : 'active'; // a tab that is hidden looks when it is seen again
      const queryKey = getLiveQueryKey({ path: { id } });
      void client.invalidateQueries({ queryKey, refetchType }, { cancelRefetch: false });
    },
    Math.max(0, (lookedAt.get(id) ?? 0) + LIVE_WAIT - Date.now()),
  );
}
