/** Doing what the server offers as a remedy for a problem. */
import type { Remedy } from '@/api';
import type { Recipe } from '@/shared/recipe';
import { openRecipe, withNetwork } from './lanes';
import { type Network, nodeOf } from './network';
import { addNode, equal, insertOnWire, removeNodes, setOption } from './nodes';

/** The default of an option of a layer, or of the training where no layer is given. */
export type DefaultOf = (option: string, layer?: string) => unknown;

export function applyRemedy(recipe: Recipe, remedy: Remedy, defaultOf: DefaultOf = () => undefined): Recipe {
  const { kind, node, layer, option, value } = remedy;
  if (kind === 'set-training') return option ? setTraining(recipe, option, value, defaultOf(option)) : recipe;
  if (!node) return recipe;
  const options = option ? { [option]: value } : {};
  const remedied = (network: Network): Network => {
    switch (kind) {
      case 'remove-node':
        return removeNodes(network, [node], true);
      case 'set-option':
        if (option === 'shape' && Object.hasOwn(network.inputs, node)) {
          return { ...network, inputs: { ...network.inputs, [node]: value as number[] } };
        }
        return option ? setOption(network, node, option, value, defaultOf(option, nodeOf(network, node)?.layer)) : network;
      case 'insert-after':
        return layer ? addNode(network, layer, node, options).network : network;
      case 'insert-before': {
        const from = nodeOf(network, node)?.inputs[0];
        return layer && from ? insertOnWire(network, { from, to: node, place: 0 }, layer, options).network : network;
      }
    }
  };
  return withNetwork(recipe, remedied(openRecipe(recipe)));
}

/** Set an option of the training; one that is as it is by default is left out. */
export function setTraining(recipe: Recipe, option: string, value: unknown, byDefault?: unknown): Recipe {
  const { [option]: _before, ...rest } = recipe.training ?? {};
  if (value === undefined || equal(value, byDefault)) return { ...recipe, training: rest };
  return { ...recipe, training: { ...recipe.training, [option]: value } };
}
