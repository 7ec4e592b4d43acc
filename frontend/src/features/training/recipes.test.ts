import { describe, expect, it } from 'vitest';
import type { CatalogueOut } from '@/api';
import type { ModelSpec, Recipe } from '@/shared/recipe';
import { batchSizeOf, changeSince, learningRateOf, lowerRate, seedOf, withLearningRate, withNewSeed } from './recipes';

const model: ModelSpec = { inputs: { image: [28, 28, 1] }, nodes: [{ name: 'dense', layer: 'dense', units: 10 }] };
const recipe: Recipe = {
  version: 1,
  model,
  training: { optimizer: { optimizer: 'sgd', lr: 0.1, momentum: 0.9 }, batch_size: 100 },
};
const option = (name: string, value: unknown) => ({ name, default: value });
const catalogue = {
  tasks: [{ name: 'classifier', options: [option('optimizer', 'adam'), option('batch_size', 128)] }],
  optimizers: [
    { name: 'adam', options: [option('lr', 0.001)] },
    { name: 'sgd', options: [option('lr', 0.01)] },
  ],
} as unknown as CatalogueOut;

describe('what changed since a run', () => {
  it('is nothing where the same is written in another order or with names that follow anyway', () => {
    const same: Recipe = {
      training: { batch_size: 100, optimizer: { momentum: 0.9, lr: 0.1, optimizer: 'sgd' } },
      model: { nodes: [{ units: 10, inputs: ['image'], layer: 'dense', name: 'dense' }], inputs: { image: [28, 28, 1] } },
      version: 1,
    };
    expect(changeSince(recipe, same)).toBeNull();
  });

  it('is the network before all else', () => {
    const wider = { ...withNewSeed(recipe), model: { ...model, nodes: [{ name: 'dense', layer: 'dense', units: 20 }] } };
    expect(changeSince(recipe, wider)).toBe('network');
  });

  it('is nothing where the run names the version of the data that the recipe left open', () => {
    const own = (more: object) => ({ ...recipe, data: { dataset: { dataset: 'own', id: '1f', ...more } } });
    expect(changeSince(own({ version: 3 }), own({}))).toBeNull();
    expect(changeSince(own({ version: 3 }), own({ version: 4 }))).toBe('settings');
  });

  it('is the weights with another seed, and settings with another batch size', () => {
    expect(changeSince(recipe, withNewSeed(recipe))).toBe('weights');
    expect(changeSince(recipe, { ...recipe, training: { ...recipe.training, batch_size: 10 } })).toBe('settings');
  });

  it('is not the learning rate, which can change while a run goes on', () => {
    expect(changeSince(recipe, withLearningRate(recipe, 0.5, catalogue))).toBeNull();
    const plain: Recipe = { version: 1, model: recipe.model };
    expect(changeSince(plain, withLearningRate(plain, 0.5, catalogue), catalogue)).toBeNull();
  });
});

describe('the learning rate', () => {
  it('is that of the recipe, or of its optimizer, or of the optimizer that is used when none is named', () => {
    const plain: Recipe = { version: 1, model: recipe.model };
    expect(learningRateOf(recipe, catalogue)).toBe(0.1);
    expect(learningRateOf({ ...plain, training: { optimizer: 'sgd' } }, catalogue)).toBe(0.01);
    expect(learningRateOf(plain, catalogue)).toBe(0.001);
    expect(learningRateOf(plain, undefined)).toBeUndefined();
  });

  it('is changed without touching the other options, and left out where it is the default', () => {
    expect(withLearningRate(recipe, 0.2, catalogue).training?.optimizer).toEqual({ optimizer: 'sgd', lr: 0.2, momentum: 0.9 });
    expect(withLearningRate(recipe, 0.01, catalogue).training?.optimizer).toEqual({ optimizer: 'sgd', momentum: 0.9 });
  });

  it('is lowered to round numbers', () => {
    expect([0.3, 0.1, 0.001, 10].map(lowerRate)).toEqual([0.1, 0.03, 0.0003, 3]);
  });
});

it('draws another seed, never the same one', () => {
  const drawn = withNewSeed(recipe, () => 0.5);
  expect(seedOf(drawn)).toBe(500_000);
  expect(seedOf(withNewSeed(drawn, () => 0.5))).toBe(500_001);
});

it('knows the batch size, given or not', () => {
  expect(batchSizeOf(recipe, catalogue)).toBe(100);
  expect(batchSizeOf({ version: 1, model: recipe.model }, catalogue)).toBe(128);
});
