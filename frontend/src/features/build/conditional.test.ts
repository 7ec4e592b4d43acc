import { expect, it } from 'vitest';
import type { Recipe } from '@/shared/recipe';
import { isConditional, withLabel, withoutLabel } from './conditional';
import { openRecipe, withNetwork } from './graph';

const plain: Recipe = {
  version: 1,
  generator: { inputs: { noise: [8] }, nodes: [{ name: 'hidden', layer: 'dense', units: 16 }, { name: 'point', layer: 'dense', units: 2 }] },
  discriminator: {
    inputs: { image: [2] },
    nodes: [{ name: 'look', layer: 'dense', units: 32 }, { name: 'leaky', layer: 'leaky_relu' }, { name: 'score', layer: 'dense', units: 1 }],
  },
};
const shapes: Record<string, number[]> = { leaky: [32] };
const known = { classes: 4, shapeOf: (name: string) => shapes[name] ?? null };
const steered = withLabel(openRecipe(plain), known);

it('steers the generator by the label, and asks the discriminator whether the picture fits it', () => {
  const { generator, discriminator } = withNetwork(plain, steered);
  expect(generator?.inputs).toEqual({ noise: [8], label: [] });
  expect(discriminator?.inputs).toEqual({ image: [2], label: [] });
  const wires = steered.nodes.map(({ name, inputs }) => [name, ...inputs].join(' '));
  expect(wires).toEqual(
    expect.arrayContaining([
      'embedding_1 label', 'concat_1 noise embedding_1', 'hidden concat_1',
      'embedding_2 label', 'dot_1 leaky embedding_2', 'add_1 score dot_1',
    ]),
  );
  expect(steered.nodes.find(({ name }) => name === 'embedding_2')).toMatchObject({ entries: 4, units: 32, lane: 'discriminator' });
  expect(steered.outputs).toEqual({ point: 'point', add_1: 'add_1' });
});

it('goes back to what it was', () => {
  expect(isConditional(steered)).toBe(true);
  expect(withNetwork(plain, withoutLabel(steered))).toEqual(plain);
});

it('puts the label beside the points where the discriminator ends otherwise', () => {
  const other = { ...plain, discriminator: { inputs: { image: [2] }, nodes: [{ name: 'end', layer: 'tanh' }] } };
  const wires = withLabel(openRecipe(other), known).nodes.map(({ name, inputs }) => [name, ...inputs].join(' '));
  expect(wires).toEqual(expect.arrayContaining(['concat_2 image embedding_2', 'end concat_2']));
});
