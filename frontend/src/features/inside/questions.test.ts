import { expect, it } from 'vitest';
import type { InnerNode, ModelOut } from '@/api';
import { exampleOf, firstChoice, waysOf } from './examples';
import { cellOf, readersOf } from './questions';

const node = (name: string, inputs: string[], network = 'model'): InnerNode => ({
  name, inputs, network, layer: 'dense', group: 'Core', shape: [4], parameters: 0, norm: 1, gradient_norm: 1, not_finite: 0,
});
const look = { network: 'model', nodes: [node('a', ['x']), node('b', ['a']), node('both', ['a', 'a']), node('a_too', ['a'], 'discriminator')] };

it('asks a node itself where its output comes from', () => {
  expect(cellOf(look, { name: 'a', layer: 'dense' }, 'forward', [2])).toEqual({ node: 'a', of: 'output', index: [2] });
});

it('asks nothing of an input: it comes from outside', () => {
  expect(cellOf(look, { name: 'x', layer: null }, 'forward', [2])).toBeNull();
});

it('follows a slope back from those that read the node, in its own network', () => {
  expect(readersOf(look, 'a')).toEqual([{ node: 'b', input: 0 }, { node: 'both', input: 0 }, { node: 'both', input: 1 }]);
  expect(cellOf(look, { name: 'a', layer: 'dense' }, 'backward', [2])).toEqual({ node: 'b', of: 'input', input: 0, index: [2] });
  expect(cellOf(look, { name: 'a', layer: 'dense' }, 'backward', [2], 2)).toEqual({ node: 'both', of: 'input', input: 1, index: [2] });
  expect(cellOf(look, { name: 'both', layer: 'add' }, 'backward', [2])).toBeNull();
});

it('asks for the slope of a weight', () => {
  expect(cellOf(look, { name: 'a', layer: 'dense' }, 'weight', [0, 1], 0, 'W')).toEqual({ node: 'a', of: 'parameter', parameter: 'W', index: [0, 1] });
});

const reads = (part: Partial<ModelOut>) => ({ kind: 'classifier' as const, writes: false, origin: 'zoo' as const, input_shape: [28, 28, 1], class_names: ['0', '1'], ...part });

it('offers the ways that a model can be given an example', () => {
  expect(waysOf(reads({}))).toEqual(['own', 'data', 'drawing']);
  expect(waysOf(reads({ origin: 'run' }))).toEqual(['data', 'own', 'drawing']);
  expect(waysOf(reads({ kind: 'generator' }))).toEqual(['noise']);
  expect(waysOf(reads({ writes: true, input_shape: [40] }))[0]).toBe('text');
  expect(waysOf(reads({ input_shape: [2] }))).toContain('numbers');
});

it('sends only the example that was chosen, and none for an empty pad', () => {
  const chosen = { ...firstChoice(reads({})), seed: 3, label: 7 };
  const drawing = { strokes: [[[0.1, 0.2]]] as const, brush: 0.05 };
  expect(exampleOf({ ...chosen, way: 'own' }, drawing, false)).toEqual({});
  expect(exampleOf({ ...chosen, way: 'drawing' }, drawing, false)).toEqual({ strokes: [[[0.1, 0.2]]], brush: 0.05 });
  expect(exampleOf({ ...chosen, way: 'drawing' }, { strokes: [], brush: 0.05 }, false)).toEqual({});
  expect(exampleOf({ ...chosen, way: 'data' }, null, false)).toEqual({ sample: { row: 0, split: 'test' } });
  expect(exampleOf({ ...chosen, way: 'noise' }, null, true)).toEqual({ seed: 3, label: 7 });
  expect(exampleOf({ ...chosen, way: 'noise' }, null, false)).toEqual({ seed: 3 });
});
