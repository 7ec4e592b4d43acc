/** What the server knows of data sets of one's own and of imports on their way; the stream keeps it up to date. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ChangeIn, editOwn, getOwnAnswers, goBackOwn, type JobOut, listOwnRows, type ListOwnRowsData, type OwnOut, redoOwn, type RowsOut, undoOwn } from '@/api';
import { getImportOptions, getImportQueryKey, getOwnOptions, getOwnQueryKey, listDatasetsQueryKey } from '@/api/@tanstack/react-query.gen';
import { isOpen } from '@/shared/job';
import { type Problem, ProblemsError } from '@/shared/problems';
import { useStreamMessage } from '@/shared/stream';
import { toastError } from '@/shared/toast';
import { bytesOf } from '@/shared/ui';

const ASK_AGAIN = 1_000; // milliseconds

// -- imports ----------------------------------------------------------------------------------------------------------

export const UNDER_WAY: readonly string[] = ['surveying', 'importing'];

/** An import, as far as it is. */
export function useImport(id: string) {
  const client = useQueryClient();
  const path = { id };
  const query = useQuery({
    ...getImportOptions({ path }),
    retry: false,
    // asking now and then makes up for a word of the stream that was lost
    refetchInterval: ({ state }) => (state.data && UNDER_WAY.includes(state.data.state) ? ASK_AGAIN : false),
  });
  useStreamMessage('import', ({ type: _, import: told, ...facts }) => {
    if (told !== id) return;
    if (UNDER_WAY.includes(facts.state)) client.setQueryData(getImportQueryKey({ path }), (before) => before && { ...before, ...facts });
    else void query.refetch();
  });
  return query;
}

// -- data sets --------------------------------------------------------------------------------------------------------

/** What the server calls the class of pictures of which nobody has said the class. */
export const UNLABELLED = 'unlabelled';

export function useOwn(id: string, enabled = true) {
  const client = useQueryClient();
  const path = { id };
  const query = useQuery({ ...getOwnOptions({ path }), enabled, retry: false });
  useStreamMessage('own', ({ dataset, version }) => {
    if (dataset !== id) return;
    void client.invalidateQueries({ queryKey: listDatasetsQueryKey() });
    if (version !== null && version !== query.data?.version) void query.refetch();
  });
  return query;
}

export type Split = 'train' | 'test' | 'left_out';

/** Which pictures of a data set are shown. */
export interface Filter {
  label: number | null;
  split: Split | null;
  only: 'wrong' | 'unsure' | 'duplicate' | null;
  /** Who is wrong or unsure. */
  model: string | null;
}

/** The rows under a filter with what is said of each, in the order in which they are shown. */
export interface Rows {
  version: number;
  row: Int32Array;
  label: Int16Array;
  split: Uint8Array;
  /** Pictures of one number are alike. */
  group: Int32Array | null;
  /** What a model takes each for, and how surely. */
  guess: Int16Array | null;
  sure: Float32Array | null;
}

/** Of a version; while a model still reads the pictures, `reading` says how far it is. */
export function useRows({ id, version }: Pick<OwnOut, 'id' | 'version'>, { label, split, only, model }: Filter) {
  const asks = only === 'wrong' || only === 'unsure';
  const query: ListOwnRowsData['query'] = {
    version,
    ...(label !== null && { label }),
    ...(split !== null && { split }),
    ...(only !== null && { only }),
    ...(asks && model !== null && { model }),
  };
  const ask = async (signal: AbortSignal) => {
    const found = await listOwnRows({ path: { id }, query, signal });
    return 'rows' in found ? decoded(found) : found;
  };
  const { found: rows, ...others } = useRead(['own-rows', id, query], ask, !asks || model !== null);
  return { rows, ...others };
}

/** What a model takes each picture of a version for, in the order in which they came. */
export function useAnswers({ id, version }: Pick<OwnOut, 'id' | 'version'>, model: string) {
  const query = { version, model };
  const ask = async (signal: AbortSignal) => {
    const found = await getOwnAnswers({ path: { id }, query, signal });
    return typeof found === 'string' ? labelsIn(found) : (found as JobOut);
  };
  const { found, fresh, ...others } = useRead(['own-answers', id, query], ask);
  return { answers: fresh ? found : null, ...others };
}

/** The labels of a table of answers (CSV): what stands behind the number of each picture. */
function labelsIn(table: string): string[] {
  const lines = table.trimEnd().split('\n').slice(1);
  return lines.map((line) => line.slice(line.indexOf(',') + 1).replace(/^"(.*)"$/, (_, label: string) => label.replaceAll('""', '"')));
}

/** What is known at once, or when a model has read all pictures; until then `reading` says how far it is. */
function useRead<Found extends object>(queryKey: readonly unknown[], ask: (signal: AbortSignal) => Promise<Found | JobOut>, enabled = true) {
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey,
    queryFn: ({ signal }) => ask(signal),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: Infinity, // a version never changes
    gcTime: 60_000,
    retry: false,
    refetchInterval: ({ state }) => (isJob(state.data) && isOpen(state.data) ? ASK_AGAIN : false),
  });
  const reading = isJob(data) ? data : null;
  useStreamMessage('job', ({ job, state }) => {
    if (job === reading?.job && state === 'ready') void refetch();
  });
  const failed = reading?.state === 'failed' ? new ProblemsError((reading.problems ?? []) as Problem[], 422) : null;
  return {
    found: reading || data === undefined ? null : (data as Found),
    fresh: !isPlaceholderData,
    reading,
    error: error ?? failed,
    again: () => void refetch(),
  };
}

function isJob(found: object | undefined): found is JobOut {
  return found !== undefined && 'job' in found;
}

function decoded({ version, rows, labels, splits, groups, guesses, sure }: RowsOut): Rows {
  return {
    version,
    row: new Int32Array(buffer(rows)),
    label: new Int16Array(buffer(labels)),
    split: new Uint8Array(buffer(splits)),
    group: groups ? new Int32Array(buffer(groups)) : null,
    guess: guesses ? new Int16Array(buffer(guesses)) : null,
    sure: sure ? new Float32Array(buffer(sure)) : null,
  };
}

function buffer(base64: string): ArrayBuffer {
  return bytesOf(base64).buffer;
}

// -- edits ------------------------------------------------------------------------------------------------------------

/** Makes changes of the version that is shown, and knows the version that came of it at once. */
export function useEditing({ id, version }: Pick<OwnOut, 'id' | 'version'>) {
  const client = useQueryClient();
  const path = { id };
  const take = (own: OwnOut) => {
    client.setQueryData(getOwnQueryKey({ path }), own);
    void client.invalidateQueries({ queryKey: listDatasetsQueryKey() });
  };
  const outcome = {
    onSuccess: take,
    onError: (error: unknown) => {
      toastError(error);
      // somebody else's change came first, perhaps that of another tab
      void client.invalidateQueries({ queryKey: getOwnQueryKey({ path }) });
    },
  };
  const edit = useMutation({ mutationFn: (changes: ChangeIn[]) => editOwn({ path, body: { version, changes } }), ...outcome });
  const undo = useMutation({ mutationFn: (seen: number) => undoOwn({ path, body: { version: seen } }), ...outcome });
  const redo = useMutation({ mutationFn: (seen: number) => redoOwn({ path, body: { version: seen } }), ...outcome });
  const goBack = useMutation({ mutationFn: (number: number) => goBackOwn({ path: { id, number }, body: { version } }), ...outcome });
  return { edit, undo, redo, goBack, take, busy: edit.isPending || undo.isPending || redo.isPending };
}

export type Editing = ReturnType<typeof useEditing>;
