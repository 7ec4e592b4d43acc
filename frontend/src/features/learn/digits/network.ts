/** The network of the lesson, and what one example makes of it. */
import type { LabFollowed } from '@/api';
import { float32 } from '@/shared/lab';
import type { Recipe } from '@/shared/recipe';

export const CLASSES = [0, 1, 2];
export const SIDE = 28;
export const UNITS = 12;
export const ENOUGH = 0.9; // of the test pictures: 9 of 10
/** From where on its weights are worth looking at; it may get worse again for a while. */
export const LEARNT = 0.8;
const PICTURES = 600;

export const OUTPUT = 'answers';
const INPUT = 'picture';
const HIDDEN = 'hidden';
const NEURONS = 'neurons';

/** 784 pixels, a few hidden neurons, three answers; the targets are one-hot, and each step sees one picture. */
export function recipeOf(dataset: string): Recipe {
  return {
    version: 1,
    name: 'three-layers',
    data: { dataset: { dataset, classes: CLASSES, limit: PICTURES }, validation: 0 },
    model: {
      inputs: { [INPUT]: [SIDE, SIDE, 1] },
      nodes: [
        { name: 'pixels', layer: 'flatten' },
        { name: HIDDEN, layer: 'dense', units: UNITS, initializer: { initializer: 'normal', std: 0.001 } },
        { name: NEURONS, layer: 'leaky_relu', slope: 0.1 },
        { name: OUTPUT, layer: 'dense', units: CLASSES.length },
      ],
    },
    training: {
      loss: 'half_squared_error',
      optimizer: { optimizer: 'momentum', lr: 0.002 },
      batch_size: 1,
      shuffle: false,
      epochs: 1,
    },
  };
}

/** One example as the network has it after so many steps. */
export interface Look {
  step: number;
  label: number;
  loss: number | null;
  /** 784 grey values from 0 to 1. */
  pixels: Float32Array;
  neurons: Float32Array;
  outputs: Float32Array;
  /** Of the hidden layer (784 × neurons), and of the answers (neurons × 3). */
  weights: Float32Array;
  speaks: Float32Array;
}

export function lookOf({ nodes, weights, label, loss }: LabFollowed, step: number): Look {
  const values = (name: string) => float32(nodes.find((node) => node.node === name)?.values ?? '');
  const matrix = (name: string) => float32(weights.find((entry) => entry.node === name && entry.name === 'W')?.values ?? '');
  return { step, label, loss, pixels: values(INPUT), neurons: values(NEURONS), outputs: values(OUTPUT), weights: matrix(HIDDEN), speaks: matrix(OUTPUT) };
}

/** The class with the largest output. */
export function guess(outputs: Float32Array): number {
  return outputs.indexOf(Math.max(...outputs));
}

/** What a hidden neuron weighs each pixel by. */
export function weightsOf({ weights }: Look, neuron: number): Float32Array {
  return Float32Array.from({ length: SIDE * SIDE }, (_, pixel) => weights[pixel * UNITS + neuron] ?? 0);
}

/** How a hidden neuron speaks for each of the answers. */
export function speaksFor({ speaks }: Look, neuron: number): number[] {
  return CLASSES.map((_, answer) => speaks[neuron * CLASSES.length + answer] ?? 0);
}
