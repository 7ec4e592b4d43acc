import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '@/shared/recipe';
import { compact, open } from './network';
import { addNode, insertOnWire, placeOnWire, refuseName, removeNodes, rename, setOption } from './nodes';

const model: ModelSpec = {
  inputs: { image: [28, 28, 1] },
  nodes: [
    { name: 'conv', layer: 'conv2d', filters: 16 },
    { name: 'flatten', layer: 'flatten' },
    { name: 'dense', layer: 'dense' },
  ],
};
const network = open(model);
const skip = open({
  inputs: { x: [4] },
  nodes: [
    { name: 'a', layer: 'dense' },
    { name: 'b', layer: 'relu' },
    { name: 'sum', layer: 'add', inputs: ['a', 'b'] },
  ],
});

const wires = (of: { nodes: { name: string; inputs: string[] }[] }) => of.nodes.map(({ name, inputs }) => `${inputs.join('+')}>${name}`);

describe('adding', () => {
  it('wires a node in behind the one that is selected, under the first free name', () => {
    const added = addNode(network, 'conv2d', 'conv');
    expect(added.name).toBe('conv2d_1');
    expect(wires(added.network)).toEqual(['image>conv', 'conv>conv2d_1', 'conv2d_1>flatten', 'flatten>dense']);
    expect(compact(added.network).nodes[1]).toEqual({ name: 'conv2d_1', layer: 'conv2d' });
    expect(addNode(added.network, 'conv2d', 'conv').name).toBe('conv2d_2');
  });

  it('adds at the end of the network when nothing is selected, and the output moves along', () => {
    const added = addNode(network, 'softmax');
    expect(wires(added.network).at(-1)).toBe('dense>softmax_1');
    expect(added.network.outputs).toEqual({ softmax_1: 'softmax_1' });
  });

  it('keeps the name that a person gave to an output', () => {
    const named = open({ ...model, outputs: { answer: 'dense' } });
    expect(addNode(named, 'softmax').network.outputs).toEqual({ answer: 'softmax_1' });
  });

  it('can stand in for the whole branch of a fork', () => {
    expect(wires(addNode(skip, 'relu', 'a').network)).toEqual(['x>a', 'a>relu_1', 'relu_1>b', 'relu_1+b>sum']);
  });

  it('can leave the node loose without touching what the network gives', () => {
    const added = addNode(network, 'relu', null);
    expect(added.network.nodes.at(-1)?.inputs).toEqual([]);
    expect(compact(added.network).outputs).toEqual({ dense: 'dense' });
  });

  it('begins an empty network at its input', () => {
    const added = addNode(open({ inputs: { image: [4] }, nodes: [] }), 'dense');
    expect(compact(added.network)).toEqual({ inputs: { image: [4] }, nodes: [{ name: 'dense_1', layer: 'dense' }] });
  });

  it('can be put between input and first node', () => {
    expect(wires(addNode(network, 'relu', 'image').network).slice(0, 2)).toEqual(['image>relu_1', 'relu_1>conv']);
  });
});

describe('putting on a wire', () => {
  it('changes that wire alone', () => {
    const { network: after } = insertOnWire(skip, { from: 'a', to: 'sum', place: 0 }, 'relu');
    expect(wires(after)).toEqual(['x>a', 'a>b', 'a>relu_1', 'relu_1+b>sum']);
  });

  it('takes a node that stood loose, and no other', () => {
    const loose = addNode(network, 'relu', null).network;
    const wire = { from: 'conv', to: 'flatten', place: 0 };
    expect(wires(placeOnWire(loose, wire, 'relu_1'))).toEqual(['image>conv', 'conv>relu_1', 'relu_1>flatten', 'flatten>dense']);
    expect(placeOnWire(loose, wire, 'dense')).toBe(loose);
  });
});

describe('removing', () => {
  it('leaves a gap, with a modifier it heals the wire', () => {
    expect(wires(removeNodes(network, ['flatten']))).toEqual(['image>conv', '>dense']);
    expect(wires(removeNodes(network, ['flatten'], true))).toEqual(['image>conv', 'conv>dense']);
  });

  it('heals around several nodes in a row', () => {
    expect(wires(removeNodes(network, ['conv', 'flatten'], true))).toEqual(['image>dense']);
  });

  it('does not wire one node twice into a merge', () => {
    expect(wires(removeNodes(skip, ['b'], true))).toEqual(['x>a', 'a>sum']);
  });

  it('lets the output fall back to what stood before when healing', () => {
    expect(removeNodes(network, ['dense'], true).outputs).toEqual({ flatten: 'flatten' });
    expect(removeNodes(network, ['dense']).outputs).toEqual({ flatten: 'flatten' });
  });

  it('can remove everything', () => {
    const empty = removeNodes(network, ['conv', 'flatten', 'dense'], true);
    expect(compact(empty)).toEqual({ inputs: model.inputs, nodes: [] });
  });

  it('hands the layer on to a node that shared it', () => {
    const shared = open({ inputs: { x: [4] }, nodes: [{ name: 'a', layer: 'dense', units: 3 }, { name: 'b', share: 'a', inputs: ['x'] }] });
    expect(removeNodes(shared, ['a']).nodes).toEqual([{ name: 'b', layer: 'dense', units: 3, inputs: ['x'] }]);
  });
});

describe('renaming', () => {
  it('is followed by wires, outputs and shares', () => {
    const shared = open({ inputs: { x: [4] }, nodes: [{ name: 'a', layer: 'dense' }, { name: 'b', share: 'a' }] });
    const renamed = rename(shared, 'a', 'first');
    expect(renamed.nodes[1]).toMatchObject({ share: 'first', inputs: ['first'] });
    expect(rename(network, 'dense', 'answer').outputs).toEqual({ answer: 'answer' });
    expect(rename(network, 'image', 'picture').nodes[0]?.inputs).toEqual(['picture']);
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['conv', 'taken'],
    ['image', 'taken'],
    ['x'.repeat(101), 'too-long'],
    ['dense', undefined],
    ['second', undefined],
  ])('of dense to "%s" is refused as %s', (wanted, refusal) => {
    expect(refuseName(network, 'dense', wanted)).toBe(refusal);
    if (refusal) expect(rename(network, 'dense', wanted)).toBe(network);
  });
});

describe('setting an option', () => {
  it('stores it in its place', () => {
    expect(setOption(network, 'conv', 'filters', 32, 8).nodes[0]).toMatchObject({ filters: 32 });
  });

  it('leaves out what is as by default, lists too', () => {
    expect(setOption(network, 'conv', 'filters', 8, 8).nodes[0]).not.toHaveProperty('filters');
    expect(setOption(network, 'conv', 'strides', [2, 2], [2, 2]).nodes[0]).not.toHaveProperty('strides');
    expect(setOption(network, 'conv', 'filters', undefined, 8).nodes[0]).not.toHaveProperty('filters');
  });

  it('leaves the network that it was given as it was', () => {
    expect(network.nodes[0]).toMatchObject({ filters: 16 });
  });
});
