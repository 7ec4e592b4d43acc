/** What can be trained here: the templates that generate, and the open draft where it does. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { templatesOptions } from '@/api/@tanstack/react-query.gen';
import { type Recipe, taskOf } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';

export interface Choice {
  /** `draft`, or `template:NAME`. */
  id: string;
  title: string;
  description: string;
  recipe: Recipe;
  parameters: number | null;
  /** How long it takes, where that was measured. */
  seconds: number | null;
}

const FIRST = 'template:cgan'; // digits on demand

export function useChoices(): { choices: Choice[] | undefined; error: unknown; retry: () => void } {
  const { t } = useTranslation('registry');
  const query = useQuery({ ...templatesOptions(), staleTime: Infinity });
  const draft = useWorkbench((bench) => bench.recipe);
  const name = useWorkbench((bench) => bench.name);
  const choices = useMemo(() => {
    const templates = query.data?.filter(({ goal }) => goal === 'generate').map((template): Choice => {
      const say = (what: 'title' | 'description') => t([`templates.${template.name}.${what}`], { defaultValue: template[what] });
      const recipe = template.recipe as unknown as Recipe;
      const { parameters, seconds } = template;
      return { id: `template:${template.name}`, title: say('title'), description: say('description'), recipe, parameters, seconds };
    });
    if (!templates || !draft || taskOf(draft) === 'classifier') return templates;
    const open: Choice = { id: 'draft', title: name, description: draft.description ?? '', recipe: draft, parameters: null, seconds: null };
    return [...templates, open];
  }, [query.data, draft, name, t]);
  return { choices, error: query.error, retry: () => void query.refetch() };
}

/** What is trained where nothing was chosen. */
export function chosenOf(choices: readonly Choice[], id: string | null): Choice | undefined {
  return choices.find((one) => one.id === id) ?? choices.find((one) => one.id === FIRST) ?? choices[0];
}
