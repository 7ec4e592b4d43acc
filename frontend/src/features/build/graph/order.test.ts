import { expect, it } from 'vitest';
import { compact, open } from './network';
import { moveNode } from './order';

const network = open({
  inputs: { image: [8, 8, 1] },
  nodes: [
    { name: 'conv', layer: 'conv2d' },
    { name: 'pool', layer: 'max_pool' },
    { name: 'relu', layer: 'relu' },
  ],
});

it.each([
  ['pool', -1, ['pool', 'conv', 'relu']],
  ['pool', 1, ['conv', 'relu', 'pool']],
  ['conv', 1, ['pool', 'conv', 'relu']],
  ['relu', -1, ['conv', 'relu', 'pool']],
] as const)('moves %s by %i in the chain, and the wires and the output follow', (name, by, order) => {
  const stored = compact(moveNode(network, name, by));
  expect(stored.nodes.map((node) => node.name)).toEqual(order);
  expect(stored.nodes.every((node) => node.inputs === undefined)).toBe(true);
  expect(stored.outputs).toBeUndefined();
});

it('does not move beyond the ends', () => {
  expect(moveNode(network, 'conv', -1)).toBe(network);
  expect(moveNode(network, 'relu', 1)).toBe(network);
});

it('changes only the order of the list where branches meet', () => {
  const forked = open({
    inputs: { x: [4] },
    nodes: [
      { name: 'a', layer: 'dense' },
      { name: 'b', layer: 'relu' },
      { name: 'c', layer: 'tanh', inputs: ['a'] },
      { name: 'sum', layer: 'add', inputs: ['b', 'c'] },
    ],
  });
  const moved = moveNode(forked, 'c', -1);
  expect(moved.nodes.map(({ name, inputs }) => `${inputs.join('+')}>${name}`)).toEqual(['x>a', 'a>c', 'a>b', 'b+c>sum']);
});
