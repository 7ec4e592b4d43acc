/** The formats in which a model can be taken along, and what has been made of it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import i18next from 'i18next';
import { beginExport, cancelExport, type ExportOut, getExport, type MadeOut } from '@/api';
import { listExportsOptions } from '@/api/@tanstack/react-query.gen';
import { useStreamMessage } from '@/shared/stream';

export type Precision = MadeOut['precision'];
/** How a model is taken along: the format, how its weights are packed, and the newest opset if that is limited. */
export type Way = Pick<MadeOut, 'format' | 'precision' | 'opset'>;

const ASK_AGAIN = 1_000; // milliseconds

export const isOpen = ({ state }: Pick<MadeOut, 'state'>) => state === 'waiting' || state === 'running';

export function useFormats(model: string) {
  return useQuery(listExportsOptions({ path: { id: model } }));
}

export interface Making {
  made: MadeOut | undefined;
  error: unknown;
  again: () => void;
}

/** Makes the export as soon as it is looked at, and follows it to its end; what nobody waits for is given up. */
export function useMade(model: string, { format, precision, opset }: Way): Making {
  const client = useQueryClient();
  const key = ['made', model, format, precision, opset];
  const first = useQuery({
    queryKey: [...key, 'begin'],
    queryFn: () => beginExport({ path: { id: model }, body: { format, precision, opset } }),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const begun = first.data;
  // the stream tells how far it is, and asking now and then makes up for a word of it that was lost
  const later = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => getExport({ path: { id: model, format, precision }, query: { opset }, signal }),
    enabled: begun !== undefined && isOpen(begun),
    refetchInterval: ({ state }) => (state.error || (state.data && !isOpen(state.data)) ? false : ASK_AGAIN),
    gcTime: 0,
    retry: false,
  });
  const made = begun && isOpen(begun) ? (later.data ?? begun) : begun;
  const open = made !== undefined && isOpen(made);
  useStreamMessage('exporting', ({ type: _, ...told }) => {
    if (told.model !== model || told.format !== format || told.precision !== precision || told.opset !== opset || !open) return;
    if (isOpen(told)) client.setQueryData<MadeOut>(key, (before) => begun && { ...begun, ...before, ...told });
    else void later.refetch();
  });
  useEffect(() => {
    if (!open) return undefined;
    return () => {
      const known = client.getQueryData<MadeOut>(['made', model, format, precision, opset]);
      if (known && !isOpen(known)) return;
      cancelExport({ path: { id: model, format, precision }, query: { opset } }).catch(() => undefined); // it may have ended just now
    };
  }, [client, open, model, format, precision, opset]);
  return { made, error: first.error ?? later.error, again: () => void first.refetch() };
}

/** The formats under what one wants to do with them, in the order in which the server offers them. */
export function grouped(formats: readonly ExportOut[]): [group: ExportOut['group'], formats: ExportOut[]][] {
  const groups = new Map<ExportOut['group'], ExportOut[]>();
  for (const format of formats) groups.set(format.group, [...(groups.get(format.group) ?? []), format]);
  return [...groups];
}

/** The format one sees first: the first that the model can be taken along in. */
export function firstOf(formats: readonly ExportOut[]): ExportOut | undefined {
  return formats.find(({ refusal }) => refusal === null) ?? formats[0];
}

export function titleOf({ format, title }: Pick<ExportOut, 'format' | 'title'>): string {
  return i18next.t(`models:export.formats.${format}.title`, { defaultValue: title });
}

export function summaryOf({ format, summary }: Pick<ExportOut, 'format' | 'summary'>): string {
  return i18next.t(`models:export.formats.${format}.summary`, { defaultValue: summary });
}

/** Where the finished files are fetched. */
export function fileAddress({ model, format, precision, opset }: Pick<MadeOut, 'model'> & Way): string {
  return `/api/models/${encodeURIComponent(model)}/exports/${format}/${precision}/file${opset === null ? '' : `?opset=${opset}`}`;
}

/** Where the exported page is alive. */
export function previewAddress({ model, precision }: Pick<MadeOut, 'model' | 'precision'>): string {
  return `/api/models/${encodeURIComponent(model)}/preview/${precision}`;
}

/** Whether the files may be given out: they were run and agree, or nothing here can run them. */
export function isProved({ proof }: Pick<MadeOut, 'proof'>): boolean {
  return proof !== null && (proof.agree || proof.missing !== null);
}
