import { expect, it } from 'vitest';
import type { Recipe } from '@/shared/recipe';
import { applyRemedy } from './remedy';

const recipe: Recipe = {
  version: 1,
  model: { inputs: { image: [28, 28, 1] }, nodes: [{ name: 'dense', layer: 'dense', units: 10 }, { name: 'softmax', layer: 'softmax' }] },
  training: { epochs: 3, loss: 'hinge' },
};
const layers = (changed: Recipe) => changed.model?.nodes.map((node) => node.layer);

it('inserts before and after', () => {
  expect(layers(applyRemedy(recipe, { kind: 'insert-before', node: 'dense', layer: 'flatten' }))).toEqual(['flatten', 'dense', 'softmax']);
  expect(layers(applyRemedy(recipe, { kind: 'insert-after', node: 'dense', layer: 'relu' }))).toEqual(['dense', 'relu', 'softmax']);
});

it('gives an inserted layer the option that comes with the remedy', () => {
  const changed = applyRemedy(recipe, { kind: 'insert-before', node: 'dense', layer: 'reshape', option: 'shape', value: [784] });
  expect(changed.model?.nodes[0]).toEqual({ name: 'reshape_1', layer: 'reshape', shape: [784] });
});

it('sets an option, and leaves it out where the value is the default', () => {
  const remedy = { kind: 'set-option', node: 'dense', option: 'units', value: 64 } as const;
  expect(applyRemedy(recipe, remedy).model?.nodes[0]).toMatchObject({ units: 64 });
  const defaultOf = (option: string, layer?: string) => (layer === 'dense' && option === 'units' ? 64 : undefined);
  expect(applyRemedy(recipe, remedy, defaultOf).model?.nodes[0]).not.toHaveProperty('units');
});

it('gives an input the shape of the data', () => {
  const changed = applyRemedy(recipe, { kind: 'set-option', node: 'image', option: 'shape', value: [2] });
  expect(changed.model?.inputs).toEqual({ image: [2] });
});

it('removes a node and heals', () => {
  expect(layers(applyRemedy(recipe, { kind: 'remove-node', node: 'softmax' }))).toEqual(['dense']);
});

it('changes the training', () => {
  const remedy = { kind: 'set-training', option: 'loss', value: 'softmax_cross_entropy' } as const;
  expect(applyRemedy(recipe, remedy).training).toEqual({ epochs: 3, loss: 'softmax_cross_entropy' });
  expect(applyRemedy(recipe, remedy, () => 'softmax_cross_entropy').training).toEqual({ epochs: 3 });
});

it('does nothing for a node that is gone', () => {
  expect(applyRemedy(recipe, { kind: 'insert-before', node: 'ghost', layer: 'flatten' })).toEqual(recipe);
});
