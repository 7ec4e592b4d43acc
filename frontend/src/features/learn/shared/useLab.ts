/** A Lab for a lesson: it follows the recipe of the step that is read, and stands still whenever that changes. */
import { useEffect } from 'react';
import type { LabOut } from '@/api';
import { type Player, type Told, usePlayer } from '@/shared/lab';
import type { Recipe } from '@/shared/recipe';
import { ANSWER } from './neuronRecipe';

export interface Followed {
  player: Player;
  /** To be shown: after a change it is still the old network for a moment. */
  told: Told;
  /** To be judged by: nothing until the Lab has the very recipe of this step. */
  out: LabOut | null;
}

interface Options {
  /** Nodes whose units are drawn beside the answer; keep it the same object. */
  hidden?: readonly string[];
  /** The node that is drawn over the plane. */
  answer?: string;
  /** Steps a second. */
  pace?: number;
}

const NONE: readonly string[] = [];

/** Keep `recipe` the same object as long as it says the same: weights stay unless name, shape or seed are others. */
export function useLab(recipe: Recipe, { hidden = NONE, answer = ANSWER, pace = 60 }: Options = {}): Followed {
  const { player, told } = usePlayer(recipe, hidden, answer);
  useEffect(() => player.setPace(pace), [player, pace]);
  useEffect(() => player.pause(), [player, recipe]);
  return { player, told, out: told.recipe === recipe ? told.out : null };
}
