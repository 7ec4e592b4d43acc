import { describe, expect, it } from 'vitest';
import { recipeFor } from './network';

function own(shape: number[], classes: number, train: number) {
  const names = Array.from({ length: classes }, (_, place) => ({ name: `class ${place}`, train: 1, test: 0, left_out: 0 }));
  return { id: '0123456789abcdef', name: 'Shapes', shape, classes: names, train };
}

const nodesOf = (...given: Parameters<typeof own>) => recipeFor(own(...given)).model?.nodes ?? [];

it('learns from the data set in its current version, as it is when training begins', () => {
  const { data, model } = recipeFor(own([32, 32, 3], 10, 800));
  expect(data?.dataset).toEqual({ dataset: 'own', id: '0123456789abcdef' });
  expect(model?.inputs).toEqual({ image: [32, 32, 3] });
});

describe('the network', () => {
  it.each([2, 10, 137])('ends with one number for each of %i classes', (classes) => {
    expect(nodesOf([32, 32, 3], classes, 800).slice(-2)).toMatchObject([{ layer: 'dense', units: classes }, { layer: 'softmax' }]);
  });

  it.each([
    [[8, 8, 1], 1, [32]],
    [[28, 28, 1], 3, [16, 32, 64]],
    [[32, 32, 3], 3, [16, 32, 64]],
    [[64, 64, 3], 4, [16, 32, 64, 64]],
    [[200, 40, 3], 3, [16, 32, 64]],
  ])('halves pictures of %s in %i blocks', (shape, blocks, filters) => {
    const convolutions = nodesOf(shape, 10, 800).filter(({ layer }) => layer === 'conv2d');
    expect(convolutions).toHaveLength(blocks);
    expect(convolutions.map((node) => node.filters)).toEqual(filters);
  });

  it('halves large pictures with the first convolution already', () => {
    const [first, ...others] = nodesOf([256, 256, 3], 10, 800).filter(({ layer }) => layer === 'conv2d');
    expect(first?.strides).toBe(2);
    expect(others.every(({ strides }) => strides === undefined)).toBe(true);
  });
});

it.each([
  [40, 16, 40],
  [1_000, 32, 40],
  [5_000, 64, 20],
  [60_000, 128, 5],
])('learns %i pictures in batches of %i for %i epochs', (train, batch, epochs) => {
  expect(recipeFor(own([32, 32, 3], 10, train)).training).toMatchObject({ batch_size: batch, epochs });
});
