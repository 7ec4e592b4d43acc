/** A Player that lives as long as the component, and follows a recipe. */
import { useEffect, useState } from 'react';
import type { LabShow } from '@/api';
import type { Recipe } from '@/shared/recipe';
import { NOTHING_YET, Player, type Told } from './player';

/** Keep `recipe` and `hidden` (the nodes whose units are drawn) the same objects as long as they say the same. */
export function usePlayer(recipe: Recipe, hidden: readonly string[], answer = 'softmax', more?: LabShow): { player: Player; told: Told } {
  const [player] = useState(() => new Player(recipe, answer, more));
  const [told, setTold] = useState<Told>(NOTHING_YET);
  useEffect(() => player.open(setTold), [player]);
  useEffect(() => player.use(recipe, hidden), [player, recipe, hidden]);
  return { player, told };
}
