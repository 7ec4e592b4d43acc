import { expect, it } from 'vitest';
import { FIRST, neuronsOf, presetOf, PRESETS, recipeOf, type Settings } from './settings';

const XOR = PRESETS.xor as Settings;

it('begins with the logistic regression of two classes: one layer of weights and nothing hidden', () => {
  const { model, data } = recipeOf(FIRST);
  expect(model?.nodes).toEqual([
    { name: 'output', layer: 'dense', units: 2 },
    { name: 'softmax', layer: 'softmax' },
  ]);
  expect(data?.dataset).toEqual({ dataset: 'blobs', count: 250, test_ratio: 1, noise: 0.4 });
});

it('makes a layer of weights and one of activations for each hidden layer', () => {
  const names = recipeOf({ ...XOR, hidden: [3, 2] }).model?.nodes.map(({ name }) => name);
  expect(names).toEqual(['hidden_1', 'activation_1', 'hidden_2', 'activation_2', 'output', 'softmax']);
});

it('has no activation where the network is linear, so that the neurons are those of the weights', () => {
  const linear = { ...XOR, activation: 'linear' as const };
  expect(recipeOf(linear).model?.nodes.map(({ layer }) => layer)).toEqual(['dense', 'dense', 'softmax']);
  expect(neuronsOf(linear, 0)).toBe('hidden_1');
});

it('makes features where others than the coordinates are read', () => {
  const [features] = recipeOf(PRESETS.circles as Settings).model?.nodes ?? [];
  expect(features).toMatchObject({ layer: 'point_features', x1: false, x2: false, x1_squared: true, x2_squared: true, x1_x2: false });
});

it('keeps so many points for testing as was asked for', () => {
  expect(recipeOf({ ...FIRST, testShare: 0.2 }).data?.dataset).toMatchObject({ count: 400, test_ratio: 0.25 });
});

it('knows a preset whatever its seed, and not when something else was changed', () => {
  expect(presetOf({ ...XOR, seed: 7 })).toBe('xor');
  expect(presetOf({ ...XOR, noise: 0.2 })).toBeUndefined();
});
