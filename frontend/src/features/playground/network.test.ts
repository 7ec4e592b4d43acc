import { expect, it } from 'vitest';
import { inputsOf, layersOf, nearest, spotOf, weightsOf, wiresOf } from './network';
import { Screen, widthOf } from '@/shared/lab';
import { FIRST, PRESETS, type Settings } from './settings';

const XOR = PRESETS.xor as Settings;

function known(weights: [string, number[], number[]][]): Screen {
  const screen = new Screen();
  screen.weights = new Map(weights.map(([name, shape, values]) => [name, { shape, values: new Float32Array(values) }]));
  return screen;
}

it('counts the output as the last layer of weights', () => {
  expect(layersOf(XOR)).toEqual([4, 2]);
  expect([0, 1].map((layer) => weightsOf(XOR, layer))).toEqual(['hidden_1', 'output']);
  expect([0, 1].map((layer) => inputsOf(XOR, layer))).toEqual([2, 4]);
});

it('draws a wire from each feature to each neuron, with its weight', () => {
  const screen = known([['output.W', [2, 2], [1, -2, 3, 4]]]);
  const wires = wiresOf(FIRST, screen, 400, { layer: 0, unit: 1 });
  expect(wires.map(({ from, unit, value }) => [from, unit, value])).toEqual([[0, 0, 1], [0, 1, -2], [1, 0, 3], [1, 1, 4]]);
  expect(wires.map(({ chosen }) => chosen)).toEqual([false, true, false, true]);
  expect(wires[0]).toMatchObject({ x1: 100, x2: 300 });
});

it('draws no wire while the weights are still those of another network', () => {
  expect(wiresOf(FIRST, known([['output.W', [4, 2], [1, 2, 3, 4, 5, 6, 7, 8]]]), 400, null)).toEqual([]);
});

it('finds the wire under the pointer, and none far from all', () => {
  const screen = known([['output.W', [2, 2], [1, -2, 3, 4]]]);
  const wires = wiresOf(FIRST, screen, 400, null);
  const wire = wires[2];
  if (!wire) throw new Error('no wire');
  expect(nearest(wires, 0.9 * wire.x1 + 0.1 * wire.x2, 0.9 * wire.y1 + 0.1 * wire.y2 + 1)).toBe(wire);
  expect(nearest(wires, 10, 10)).toBeNull();
});

it('stands a layer in the middle of the height', () => {
  const [first, second] = [spotOf(1, 2, 0, 2), spotOf(1, 2, 1, 2)];
  expect(first.left).toBe(0.75);
  expect((first.top + second.top) / 2).toBe(spotOf(0, 2, 0, 1).top);
});

it('draws larger weights wider, and none so wide that it hides the others', () => {
  expect(widthOf(1)).toBeGreaterThan(widthOf(0.1));
  expect(widthOf(-1)).toBe(widthOf(1));
  expect(widthOf(1e6)).toBeLessThanOrEqual(5.5);
  expect(widthOf(NaN)).toBe(0.5);
});
