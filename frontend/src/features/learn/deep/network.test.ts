import { expect, it } from 'vitest';
import type { LabFlow } from '@/api';
import { behind, explodes, fades, FIRST, growth, LAYERS, placeOf, recipeOf, rescued, stays } from './network';

const rows = (factor: number): LabFlow[] =>
  Array.from({ length: LAYERS }, (_, place) => ({ node: `relu_${place + 1}`, layer: 'relu', signal: factor ** place, gradient: 1 }));

it('takes what lies behind the activations, in their order', () => {
  const flow = [{ node: 'dense_1', layer: 'dense', signal: 9, gradient: 9 }, ...rows(1)];
  expect(behind(flow).map(({ node }) => node)).toEqual(rows(1).map(({ node }) => node));
  expect(behind(null)).toEqual([]);
});

it('tells fading from exploding from staying', () => {
  for (const [factor, found] of [[0.4, [true, false, false]], [2, [false, true, false]], [1.1, [false, false, true]]] as const) {
    expect([fades, explodes, stays].map((is) => is(rows(factor)))).toEqual(found);
  }
  expect(fades([])).toBe(false);
  expect(growth([...rows(2).slice(0, -1), { node: 'relu_8', layer: 'relu', signal: null, gradient: null }])).toBe(Infinity);
});

it('draws all weights alike, and puts batch norm between sum and activation', () => {
  const nodes = recipeOf({ ...FIRST, norm: true }).model?.nodes ?? [];
  expect(nodes.slice(0, 4).map(({ name }) => name)).toEqual(['dense_1', 'norm_1', 'relu_1', 'dense_2']);
  expect(new Set(nodes.filter(({ layer }) => layer === 'dense').map(({ initializer }) => JSON.stringify(initializer))).size).toBe(1);
});

it('counts as rescued only what began badly, has batch norm, and was trained', () => {
  const small = { ...FIRST, norm: true };
  expect(rescued(small, 0.95, 100)).toBe(true);
  expect(rescued(small, 0.95, 0)).toBe(false);
  expect(rescued({ ...small, he: true }, 0.95, 100)).toBe(false);
  expect(rescued({ ...small, spread: 0.25 }, 0.95, 100)).toBe(false);
  expect(rescued({ ...small, norm: false }, 0.95, 100)).toBe(false);
  expect(rescued(small, 0.5, 100)).toBe(false);
});

it('puts a reference in the middle of its scale, and cuts off what lies beyond', () => {
  expect(placeOf(2, 2)).toBe(0.5);
  expect(placeOf(0.02, 2)).toBe(0.25);
  expect(placeOf(0, 2)).toBe(0);
  expect(placeOf(1e9, 1)).toBe(1);
});
