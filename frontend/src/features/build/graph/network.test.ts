import { describe, expect, it } from 'vitest';
import { type ModelSpec, namedNodes, NETWORKS, type Recipe } from '@/shared/recipe';
import { openRecipe, withNetwork } from './lanes';
import { after, compact, layerOf, type Network, open } from './network';

const templates = import.meta.glob<Recipe>('../../../../../src/netsumiki/recipes/templates/*.json', {
  eager: true,
  import: 'default',
});

const straight: ModelSpec = {
  inputs: { image: [28, 28, 1] },
  nodes: [{ layer: 'flatten' }, { name: 'dense', layer: 'dense', units: 10 }, { layer: 'softmax' }],
};

describe('opening', () => {
  it('gives every node its name and inputs, and the network its end as output', () => {
    const network = open(straight);
    expect(network.nodes.map(({ name, inputs }) => [name, inputs])).toEqual([
      ['flatten_1', ['image']],
      ['dense', ['flatten_1']],
      ['softmax_1', ['dense']],
    ]);
    expect(network.outputs).toEqual({ softmax_1: 'softmax_1' });
  });

  it.each([['dense'], [['dense']], [{ dense: 'dense' }]])('understands outputs written as %j', (outputs) => {
    expect(open({ ...straight, outputs } as unknown as ModelSpec).outputs).toEqual({ dense: 'dense' });
  });

  it('leaves the output open while several nodes end the network', () => {
    const forked = { ...straight, nodes: [...straight.nodes, { layer: 'relu', inputs: ['dense'] }] };
    expect(open(forked).outputs).toEqual({});
    expect(compact(open(forked))).not.toHaveProperty('outputs');
  });
});

describe('compacting', () => {
  it.each(Object.entries(templates))('gives %s back with the same meaning and no superfluous input', (_path, recipe) => {
    const stored = withNetwork(recipe, openRecipe(recipe));
    expect(Object.keys(stored)).toEqual(Object.keys(recipe));
    for (const name of NETWORKS) {
      if (!recipe[name] || !stored[name]) continue;
      expect(namedNodes(stored[name])).toEqual(namedNodes(recipe[name]));
      expect(stored[name]).not.toHaveProperty('outputs');
      const follows = stored[name].nodes.some((node, place) => {
        const above = stored[name]?.nodes[place - 1]?.name ?? Object.keys(stored[name]?.inputs ?? {})[0];
        return JSON.stringify(node.inputs) === JSON.stringify([above]);
      });
      expect(follows).toBe(false);
    }
  });

  it('keeps the inputs that do not follow the list, and an output that has a name of its own', () => {
    const model: ModelSpec = {
      inputs: { image: [8] },
      nodes: [
        { name: 'a', layer: 'dense' },
        { name: 'b', layer: 'relu' },
        { name: 'sum', layer: 'add', inputs: ['a', 'b'] },
        { name: 'loose', layer: 'relu', inputs: [] },
      ],
      outputs: { answer: 'sum' },
    };
    expect(compact(open(model))).toEqual(model);
  });

  it('stores an output that is not understood by itself, since another block stands loose', () => {
    const network = open(straight);
    const loose: Network = { ...network, nodes: [...network.nodes, { name: 'x', layer: 'relu', inputs: [] }] };
    expect(compact(loose).outputs).toEqual({ softmax_1: 'softmax_1' });
  });
});

it('finds all that depends on a node, also around a circle', () => {
  const network = open({
    inputs: { image: [8] },
    nodes: [
      { name: 'a', layer: 'relu', inputs: ['image'] },
      { name: 'b', layer: 'add', inputs: ['a', 'c'] },
      { name: 'c', layer: 'relu', inputs: ['b'] },
      { name: 'd', layer: 'relu', inputs: ['a'] },
    ],
  });
  expect([...after(network, ['a'])].sort()).toEqual(['b', 'c', 'd']);
  expect(after(network, ['b'])).toEqual(new Set(['b', 'c']));
});

it('finds the layer of a node that shares the parameters of another', () => {
  const network = open({ inputs: { a: [2] }, nodes: [{ name: 'x', layer: 'dense' }, { name: 'y', share: 'x' }] });
  expect(layerOf(network, 'y')).toBe('dense');
  expect(layerOf(network, 'a')).toBeUndefined();
});
