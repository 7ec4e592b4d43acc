/** The neuron's weights as they are, and a way to change one of them by hand. */
import { useState } from 'react';
import type { Player } from '@/shared/lab';
import { NEURON } from './neuronRecipe';

export interface Weights {
  /** One for each number that the neuron reads, and the bias; nothing before the Lab has told them. */
  w: readonly number[] | null;
  b: number;
  /** Ends when the network has it. */
  set: (parameter: 'W' | 'b', place: number, value: number) => Promise<void>;
}

interface Held {
  key: string;
  value: number;
}

/** Read anew whenever the Lab tells something; what was set is shown at once, and until the network has it. */
export function useWeights(player: Player): Weights {
  const [held, setHeld] = useState<readonly Held[]>([]);
  const { weights } = player.screen;
  const known = (parameter: 'W' | 'b') =>
    Array.from(weights.get(`${NEURON}.${parameter}`)?.values ?? [], (value, place) => held.findLast(({ key }) => key === parameter + place)?.value ?? value);
  const w = known('W');
  return {
    w: w.length > 0 ? w : null,
    b: known('b')[0] ?? 0,
    set: async (parameter, place, value) => {
      const mine = { key: parameter + place, value };
      setHeld((all) => [...all, mine]);
      const index = parameter === 'W' ? [place, 0] : [place];
      await player.setWeight({ node: NEURON, parameter, index, value });
      setHeld((all) => all.filter((one) => one !== mine));
    },
  };
}
