/** The templates: what each is called here, which one a goal opens, and opening one as a new draft. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateOut } from '@/api';
import { templatesOptions } from '@/api/@tanstack/react-query.gen';
import { datasetOf, nodesOf, type Recipe } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';

/** What one can make, in the order in which it is offered. */
export const GOALS = ['recognise', 'generate', 'explore'] as const;
export type Goal = (typeof GOALS)[number];

export interface Template extends Omit<TemplateOut, 'recipe'> {
  recipe: Recipe;
}

const BEGINNERS = ['first-network', 'generator-cnn', 'cgan'];

/** All templates in the order of the server, with title and description in the current language. */
export function useTemplates() {
  const { t } = useTranslation('registry');
  const query = useQuery({ ...templatesOptions(), staleTime: Infinity });
  const templates = useMemo(
    () =>
      query.data?.map((template): Template => {
        const say = (what: 'title' | 'description') =>
          t([`templates.${template.name}.${what}`], { defaultValue: template[what] });
        const recipe = template.recipe as unknown as Recipe;
        return { ...template, recipe, title: say('title'), description: say('description') };
      }),
    [query.data, t],
  );
  return { templates, error: query.error, retry: () => void query.refetch() };
}

/** What somebody new begins with. */
export function templateFor(goal: Goal, templates: readonly Template[]): Template | undefined {
  const fitting = templates.filter((template) => template.goal === goal);
  const known = BEGINNERS.map((name) => fitting.find((template) => template.name === name)).find(Boolean);
  return known ?? fitting.find((template) => template.beginner) ?? fitting[0];
}

/** Those whose words contain every word of `search`, of a goal if one is given. */
export function matching(templates: readonly Template[], search: string, goal: Goal | 'all'): Template[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return templates.filter((template) => {
    const layers = nodesOf(template.recipe).map((node) => node.layer ?? '').join(' ');
    const text = `${template.title} ${template.description} ${template.name} ${layers} ${datasetOf(template.recipe)}`.toLowerCase();
    return (goal === 'all' || template.goal === goal) && words.every((word) => text.includes(word));
  });
}

/** For those who want to begin with nothing but the data. */
export function openEmpty(name: string): void {
  const recipe: Recipe = { version: 1, data: { dataset: 'mnist' }, model: { inputs: { image: [28, 28, 1] }, nodes: [] } };
  useWorkbench.getState().openDocument({ id: null, revision: 0, name, recipe, positions: {} });
}

export function openTemplate({ recipe, title }: Template): void {
  useWorkbench.getState().openDocument({ id: null, revision: 0, name: title, recipe, positions: {} });
}
