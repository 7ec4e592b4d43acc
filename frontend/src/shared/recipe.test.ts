import { expect, it } from 'vitest';
import { namedNodes } from './recipe';

const wires = (nodes: ReturnType<typeof namedNodes>) => nodes.map(({ name, inputs }) => [name, inputs]);

it('lets a node follow the one listed before it, the first one the input', () => {
  const model = { inputs: { image: [28, 28, 1] }, nodes: [{ name: 'flatten', layer: 'flatten' }, { name: 'out', layer: 'dense' }] };
  expect(wires(namedNodes(model))).toEqual([
    ['flatten', ['image']],
    ['out', ['flatten']],
  ]);
});

it('names nodes after their layer, past the names that are taken', () => {
  const nodes = [{ layer: 'dense' }, { layer: 'dense', name: 'dense_2' }, { layer: 'dense' }];
  expect(wires(namedNodes({ inputs: { image: [4] }, nodes }))).toEqual([
    ['dense_1', ['image']],
    ['dense_2', ['dense_1']],
    ['dense_3', ['dense_2']],
  ]);
});

it('keeps the wires that are written, one or several, also none', () => {
  const nodes = [
    { name: 'a', layer: 'dense' },
    { name: 'b', layer: 'dense', inputs: 'image' },
    { name: 'sum', layer: 'add', inputs: ['a', 'b'] },
    { name: 'loose', layer: 'dense', inputs: [] },
  ];
  expect(wires(namedNodes({ inputs: { image: [4] }, nodes })).slice(1)).toEqual([
    ['b', ['image']],
    ['sum', ['a', 'b']],
    ['loose', []],
  ]);
});
