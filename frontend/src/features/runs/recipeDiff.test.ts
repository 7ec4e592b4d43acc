import { describe, expect, it } from 'vitest';
import type { ModelSpec, NodeSpec, Recipe } from '@/shared/recipe';
import { differences } from './recipeDiff';

const model: ModelSpec = {
  inputs: { image: [28, 28, 1] },
  nodes: [
    { name: 'conv', layer: 'conv2d', filters: 8, kernel_size: [5, 5] },
    { name: 'flatten', layer: 'flatten' },
    { name: 'dense', layer: 'dense', units: 10 },
  ],
};
const recipe: Recipe = {
  version: 1,
  title: 'A',
  data: { dataset: 'mnist', validation: 0.1 },
  model,
  training: { optimizer: { optimizer: 'sgd', lr: 0.1 }, epochs: 5 },
};
const withNodes = (nodes: NodeSpec[]): Recipe => ({ ...recipe, model: { ...model, nodes } });
const [conv, flatten, dense] = model.nodes as [NodeSpec, NodeSpec, NodeSpec];

describe('what differs between recipes', () => {
  it('is nothing between one and itself under another title', () =>
    expect(differences([recipe, { ...recipe, title: 'B' }])).toEqual([]));

  it('is an option of a node', () =>
    expect(differences([recipe, withNodes([{ ...conv, filters: 16 }, flatten, dense])])).toEqual([
      { group: 'network', path: 'conv.filters', values: ['8', '16'] },
    ]));

  it('is a node that only one of them has, and the wire that leads around it', () => {
    const deeper = withNodes([conv, { name: 'relu', layer: 'relu' }, flatten, dense]);
    expect(differences([recipe, deeper])).toEqual([
      { group: 'network', path: 'flatten.inputs', values: ['conv', 'relu'] },
      { group: 'network', path: 'relu', values: [null, 'relu'] },
    ]);
  });

  it('is a node that became another layer', () => {
    const other = withNodes([{ name: 'conv', layer: 'dense', units: 3 }, flatten, dense]);
    expect(differences([recipe, other])).toEqual([
      { group: 'network', path: 'conv', values: ['conv2d (filters 8, kernel_size 5 × 5)', 'dense (units 3)'] },
    ]);
  });

  it('is an option of a part, also where the other recipe gives only its name', () => {
    const plain: Recipe = { ...recipe, training: { optimizer: 'sgd', epochs: 5 } };
    expect(differences([recipe, plain])).toEqual([
      { group: 'training', path: 'optimizer.lr', values: ['0.1', undefined] },
    ]);
  });

  it('is told for data, network and training in this order, among several recipes', () => {
    const other: Recipe = {
      ...withNodes([{ ...conv, filters: 4 }, flatten, dense]),
      data: { dataset: 'mnist', validation: 0.1, augmentation: [{ augmentation: 'shift', pixels: 1.5 }] },
      training: { optimizer: { optimizer: 'adam', lr: 0.1 }, epochs: 5, seed: 3 },
    };
    expect(differences([recipe, other, recipe]).map(({ group, path, values }) => [group, path, ...values])).toEqual([
      ['data', 'augmentation', undefined, 'shift (pixels 1.5)', undefined],
      ['network', 'conv.filters', '8', '4', '8'],
      ['training', 'optimizer', 'sgd', 'adam', 'sgd'],
      ['training', 'seed', undefined, '3', undefined],
    ]);
  });
});

it('is told of both networks of a generator and its discriminator', () => {
  const networks = (units: number): Recipe => ({
    version: 1,
    generator: { inputs: { noise: [2] }, nodes: [{ name: 'point', layer: 'dense', units: 2 }] },
    discriminator: { inputs: { image: [2] }, nodes: [{ name: 'hidden', layer: 'dense', units }, { name: 'score', layer: 'dense', units: 1 }] },
  });
  expect(differences([networks(8), networks(64)])).toEqual([
    { group: 'network', path: 'hidden.units', values: ['8', '64'] },
  ]);
});
