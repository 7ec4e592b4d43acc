/** The data sets that there are, kept up to date by the stream while one is prepared. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import type { DatasetOut } from '@/api';
import { getPointsQueryKey, listDatasetsOptions, listDatasetsQueryKey } from '@/api/@tanstack/react-query.gen';
import type { Messages } from '@/shared/messages';
import type { Recipe } from '@/shared/recipe';
import { useStreamMessage } from '@/shared/stream';

/** What one has drawn and labelled: a data set that grows by hand. */
export const MY_DRAWINGS = 'drawings';

export type Split = 'train' | 'test';

export function useDatasets() {
  const client = useQueryClient();
  const query = useQuery(listDatasetsOptions());

  useStreamMessage('preparation', (message) => {
    client.setQueryData<DatasetOut[]>(listDatasetsQueryKey(), (sets) => sets?.map((set) => withPreparation(set, message)));
    if (message.state === 'preparing') return;
    void client.invalidateQueries({ queryKey: listDatasetsQueryKey() });
    void client.invalidateQueries({ queryKey: getPointsQueryKey({ path: { name: message.dataset } }) });
  });

  return query;
}

const STATES: readonly string[] = ['ready', 'missing', 'preparing', 'failed'];

/** A data set with what the stream says about its preparation. */
export function withPreparation(set: DatasetOut, { dataset, done, total, state, problems }: Messages['preparation']): DatasetOut {
  if (set.name !== dataset) return set;
  const known = STATES.includes(state) ? (state as DatasetOut['state']) : set.state;
  return { ...set, state: known, done, total, problems };
}

/** Names and sentences of the bundled data sets are translated; others come as the server writes them. */
export function labelOf({ name, label }: Pick<DatasetOut, 'name' | 'label'>): string {
  return translated(`registry:datasets.${name}.label`, label);
}

export function summaryOf({ name, summary }: Pick<DatasetOut, 'name' | 'summary'>): string {
  return translated(`registry:datasets.${name}.intro`, summary);
}

function translated(key: string, otherwise: string): string {
  return i18next.exists(key) ? i18next.t(key) : otherwise;
}

/** Whether a network takes (or makes) the pictures or points of a data set as they are. */
export function fits({ model, generator, discriminator }: Recipe, { shape }: Pick<DatasetOut, 'shape'>): boolean {
  const [input] = Object.values((model ?? discriminator ?? generator)?.inputs ?? {});
  return Boolean(shape) && input !== undefined && input.join() === shape?.join();
}

const OWN = 'own:';

/** Whether somebody brought it along: those are called "own:ID". */
export function isOwn({ name }: Pick<DatasetOut, 'name'>): boolean {
  return name.startsWith(OWN);
}

export function ownId({ name }: Pick<DatasetOut, 'name'>): string {
  return name.slice(OWN.length);
}
