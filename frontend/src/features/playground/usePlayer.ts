/** The Player of this page, which follows the settings. */
import { useEffect, useState } from 'react';
import { NOTHING_YET, Player, type Told } from './player';
import { neuronsOf, recipeOf, type Settings } from './settings';

export function usePlayer(settings: Settings): { player: Player; told: Told } {
  const [player] = useState(() => new Player(recipeOf(settings)));
  const [told, setTold] = useState<Told>(NOTHING_YET);
  useEffect(() => player.open(setTold), [player]);
  useEffect(() => {
    const layers = settings.hidden.map((_, layer) => neuronsOf(settings, layer));
    player.use(recipeOf(settings), layers);
  }, [player, settings]);
  return { player, told };
}
