import { describe, expect, it } from 'vitest';
import type { Recipe } from '@/shared/recipe';
import { handoverOf, isShared, laneOf, openRecipe, withNetwork } from './lanes';
import { namesOf, type Network } from './network';
import { addNode, insertOnWire, removeNodes, rename } from './nodes';
import { moveNode } from './order';
import { copyNodes, paste } from './pieces';
import { connect, refuseWire } from './wires';

const recipe: Recipe = {
  version: 1,
  name: 'pair',
  generator: {
    inputs: { noise: [8], label: [] },
    nodes: [
      { name: 'class', layer: 'embedding', inputs: ['label'] },
      { name: 'seed', layer: 'concat', inputs: ['noise', 'class'] },
      { name: 'point', layer: 'dense', units: 2 },
    ],
  },
  discriminator: {
    inputs: { image: [2], label: [] },
    nodes: [
      { name: 'hidden', layer: 'dense', units: 16 },
      { name: 'asked', layer: 'embedding', inputs: ['label'] },
      { name: 'match', layer: 'dot', inputs: ['hidden', 'asked'] },
    ],
  },
  training: { task: 'gan' },
};
const network = openRecipe(recipe);
const stored = (changed: Network) => withNetwork(recipe, changed);
const names = (changed: Recipe) => [changed.generator, changed.discriminator].map((one) => one?.nodes.map(({ name }) => name));
const merges = (layer: string | undefined) => layer === 'concat' || layer === 'dot';

describe('two networks as one', () => {
  it('are joined, and come apart as they were', () => {
    expect(namesOf(network)).toEqual(['noise', 'label', 'class', 'seed', 'point', 'image', 'hidden', 'asked', 'match']);
    expect(network.outputs).toEqual({ point: 'point', match: 'match' });
    expect(stored(network)).toEqual(recipe);
    expect(JSON.stringify(stored(network))).not.toContain('lane');
  });

  it('say of every node and input where it belongs; the label belongs to both', () => {
    expect(['noise', 'point', 'image', 'asked', 'label'].map((name) => laneOf(network, name))).toEqual([
      'generator', 'generator', 'discriminator', 'discriminator', undefined,
    ]);
    expect(isShared(network, { from: 'label', to: 'asked', place: 0 })).toBe(true);
    expect(isShared(network, { from: 'label', to: 'class', place: 0 })).toBe(false);
  });

  it('meet where the generator ends and the picture begins', () => {
    expect(handoverOf(network)).toEqual({ from: 'point', to: 'image', place: 0 });
  });

  it('tell apart nodes without names, and those that were given one name', () => {
    const nameless: Recipe = {
      version: 1,
      generator: { inputs: { noise: [2] }, nodes: [{ layer: 'dense' }, { name: 'out', layer: 'dense' }] },
      discriminator: { inputs: { image: [2] }, nodes: [{ layer: 'dense' }, { name: 'out', layer: 'dense' }] },
    };
    const joined = openRecipe(nameless);
    expect(new Set(namesOf(joined)).size).toBe(6);
    expect(Object.keys(joined.outputs)).toHaveLength(2);
    expect(withNetwork(nameless, joined).discriminator?.nodes).toHaveLength(2);
  });

  it('may be one alone: a generator that learns by flow', () => {
    const flow: Recipe = { version: 1, generator: { inputs: { noise: [2], time: [] }, nodes: [{ name: 'v', layer: 'dense' }] } };
    expect(withNetwork(flow, openRecipe(flow))).toEqual(flow);
    expect(handoverOf(openRecipe(flow))).toBeUndefined();
  });
});

describe('an edit stays in its network', () => {
  it('where a block is added behind another, at an end, or behind an input', () => {
    expect(names(stored(addNode(network, 'relu', 'hidden').network))[1]).toEqual(['hidden', 'relu_1', 'asked', 'match']);
    const grown = stored(addNode(network, 'tanh', 'point').network);
    expect(names(grown)).toEqual([['class', 'seed', 'point', 'tanh_1'], ['hidden', 'asked', 'match']]);
    expect(openRecipe(grown).outputs).toEqual({ tanh_1: 'tanh_1', match: 'match' });
    expect(names(stored(addNode(network, 'relu').network))[0]).toContain('relu_1');
    const behind = stored(addNode(network, 'one_hot', 'label').network);
    expect(names(behind)).toEqual([['one_hot_1', 'class', 'seed', 'point'], ['hidden', 'asked', 'match']]);
    expect(behind.discriminator).toEqual(recipe.discriminator);
  });

  it('where a loose block is dropped', () => {
    const loose = addNode(network, 'relu', null, {}, 'discriminator');
    expect(laneOf(loose.network, loose.name)).toBe('discriminator');
    expect(stored(loose.network).discriminator?.nodes.at(-1)).toEqual({ name: 'relu_1', layer: 'relu', inputs: [] });
    expect(stored(loose.network).discriminator?.outputs).toEqual({ match: 'match' });
  });

  it('where a block is put on the way to the picture: it ends the generator', () => {
    const handover = handoverOf(network);
    const changed = handover && insertOnWire(network, handover, 'tanh').network;
    expect(changed && names(stored(changed))[0]).toEqual(['class', 'seed', 'point', 'tanh_1']);
    expect(changed && handoverOf(changed)?.from).toBe('tanh_1');
  });

  it('where the end of one network is deleted: the other keeps its own', () => {
    const shorter = removeNodes(network, ['match'], true);
    expect(shorter.outputs).toEqual({ point: 'point', hidden: 'hidden' });
    expect(stored(shorter).generator).toEqual(recipe.generator);
  });

  it('where blocks are renamed and moved', () => {
    expect(names(stored(rename(network, 'point', 'place')))[0]).toEqual(['class', 'seed', 'place']);
    expect(rename(network, 'point', 'hidden')).toBe(network); // the name is taken, if only in the other network
    expect(moveNode(network, 'hidden', -1)).toBe(network);
    expect(moveNode(network, 'point', 1)).toBe(network);
  });

  it('where a copy is pasted into the other network', () => {
    const piece = copyNodes(network, ['point']);
    expect(JSON.stringify(piece)).not.toContain('lane');
    const pasted = paste(network, piece, 'hidden');
    expect(names(stored(pasted.network))[1]).toEqual(['hidden', 'dense_1', 'asked', 'match']);
  });
});

describe('wires between the networks', () => {
  it('are refused', () => {
    expect(refuseWire(network, 'seed', 'match', merges)).toBe('other-network');
    expect(refuseWire(network, 'hidden', 'seed', merges)).toBe('other-network');
    expect(refuseWire(network, 'noise', 'match', merges)).toBe('other-network');
    expect(refuseWire(network, 'image', 'seed', merges)).toBe('other-network');
    expect(refuseWire(network, 'point', 'image', merges)).toBe('handed-over');
    expect(refuseWire(network, 'point', 'noise', merges)).toBe('into-input');
  });

  it('but the label may feed both', () => {
    expect(refuseWire(network, 'label', 'match', merges)).toBeUndefined();
    expect(refuseWire(network, 'label', 'seed', merges)).toBeUndefined();
    const wired = stored(connect(network, 'label', 'match'));
    expect(wired.discriminator?.nodes.at(-1)?.inputs).toEqual(['hidden', 'asked', 'label']);
  });
});
