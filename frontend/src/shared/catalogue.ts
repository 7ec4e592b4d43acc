/** What one can build with, as the server describes it, and how it is called in the current language. */
import { useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueOut, OptionOut, OwnTitle, PartOut } from '@/api';
import { catalogueOptions } from '@/api/@tanstack/react-query.gen';
import type { Task } from './recipe';

/** The kinds of parts in the catalogue; `data` and `preprocessing` are lists of options. */
export type PartKind = { [Kind in keyof CatalogueOut]: CatalogueOut[Kind] extends PartOut[] ? Kind : never }[keyof CatalogueOut];

/** Does not change while the server runs. Undefined until it has answered. */
export function useCatalogue(): CatalogueOut | undefined {
  return useQuery({ ...catalogueOptions(), staleTime: Infinity, gcTime: Infinity }).data;
}

export function partOf(catalogue: CatalogueOut | undefined, kind: PartKind, name: string | undefined): PartOut | undefined {
  return catalogue?.[kind].find((part) => part.name === name);
}

/** Layers of the group "Merge" take several inputs. */
export function takesSeveral(catalogue: CatalogueOut | undefined, layer: string | undefined): boolean {
  return partOf(catalogue, 'layers', layer)?.group === 'Merge';
}

/** The default of a layer's option, or of one of a task's training where no layer is given. */
export function defaultOf(catalogue: CatalogueOut | undefined, option: string, layer?: string, task: Task = 'classifier'): unknown {
  const part = layer === undefined ? partOf(catalogue, 'tasks', task) : partOf(catalogue, 'layers', layer);
  return part?.options.find(({ name }) => name === option)?.default;
}

/** What a data set is called, of which only the name in recipes is known, or the title that somebody gave it. */
export function datasetLabel(name: string, own?: OwnTitle | null): string {
  if (own) {
    const title = own.name || i18next.t('registry:datasets.own.label');
    return own.version === null ? title : i18next.t('common:dataVersion', { name: title, version: own.version });
  }
  return i18next.t(`registry:datasets.${name}.label`, { defaultValue: name });
}

export interface Words {
  partLabel: (kind: PartKind, part: Pick<PartOut, 'name' | 'label'>) => string;
  /** One sentence for somebody who meets the part for the first time. */
  partIntro: (kind: PartKind, part: Pick<PartOut, 'name' | 'summary'>) => string;
  layerLabel: (part: Pick<PartOut, 'name' | 'label'>) => string;
  layerIntro: (part: Pick<PartOut, 'name' | 'summary'>) => string;
  groupLabel: (group: string) => string;
  /** `owner` is the part's place in the texts, such as `layers.conv2d`. */
  optionLabel: (owner: string, option: Pick<OptionOut, 'name' | 'label'>) => string;
  optionHelp: (owner: string, option: Pick<OptionOut, 'name' | 'help'>) => string;
}

/**
 * Translations stand in the namespace `registry`: `layers.conv2d.label`, `layers.conv2d.intro`,
 * `layers.conv2d.options.filters.label` (or once for all parts: `options.filters.label`), `groups.convolution`.
 * Where there is none, the registry's own English is shown.
 */
export function useWords(): Words {
  const { t } = useTranslation('registry');
  return useMemo(() => {
    const look = (keys: string[], byDefault: string) => t(keys, { defaultValue: byDefault });
    const partLabel: Words['partLabel'] = (kind, { name, label }) => look([`${kind}.${name}.label`], label);
    const partIntro: Words['partIntro'] = (kind, { name, summary }) => look([`${kind}.${name}.intro`], summary);
    return {
      partLabel,
      partIntro,
      layerLabel: (part) => partLabel('layers', part),
      layerIntro: (part) => partIntro('layers', part),
      groupLabel: (group) => look([`groups.${group.toLowerCase()}`], group),
      optionLabel: (owner, { name, label }) => look([`${owner}.options.${name}.label`, `options.${name}.label`], label),
      optionHelp: (owner, { name, help }) => look([`${owner}.options.${name}.help`, `options.${name}.help`], help),
    };
  }, [t]);
}
