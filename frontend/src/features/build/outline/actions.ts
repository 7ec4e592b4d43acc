/** What the outline's buttons and keys do, and what is said about it. */
import { useTranslation } from 'react-i18next';
import { announce } from '@/shared/announce';
import { useWorkbench } from '@/shared/workbench';
import { duplicateSelected, moveInOutline, networkOf, removeSelected } from '../edit';

export interface OutlineActs {
  move: (name: string, by: -1 | 1) => void;
  remove: () => void;
  duplicate: () => void;
}

export function useOutlineActs(): OutlineActs {
  const { t } = useTranslation('build');
  return {
    move: (name, by) => {
      const before = placeOf(name);
      moveInOutline(name, by);
      const after = placeOf(name);
      const { place, count } = after;
      announce(place === before.place ? t('outline.cannotMove', { name }) : t('outline.moved', { name, place, count }));
    },
    remove: () => {
      const names = removeSelected(true);
      if (names.length === 0) return;
      const [next] = useWorkbench.getState().selection;
      const removed = t('canvas.removed', { count: names.length });
      announce(next === undefined ? removed : `${removed}. ${t('outline.selected', { name: next })}`);
    },
    duplicate: () => {
      const [name] = duplicateSelected();
      if (name !== undefined) announce(t('canvas.added', { name }));
    },
  };
}

function placeOf(name: string): { place: number; count: number } {
  const { recipe } = useWorkbench.getState();
  const all = recipe ? networkOf(recipe).nodes : [];
  const lane = all.find((node) => node.name === name)?.lane;
  const nodes = all.filter((node) => node.lane === lane);
  return { place: nodes.findIndex((node) => node.name === name) + 1, count: nodes.length };
}
