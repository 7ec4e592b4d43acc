/** What can be set on the Playground, where it begins, and the recipe that it makes. */
import { create } from 'zustand';
import type { NodeSpec, Recipe } from '@/shared/recipe';

export const DATASETS = ['blobs', 'moons', 'circles', 'xor', 'spiral'] as const;
export const FEATURES = ['x1', 'x2', 'x1_squared', 'x2_squared', 'x1_x2', 'sin_x1', 'sin_x2'] as const;
export const ACTIVATIONS = ['tanh', 'relu', 'sigmoid', 'linear'] as const;
export const OPTIMIZERS = ['sgd', 'adam'] as const;
export const RATES = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3] as const;
export const DECAYS = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3] as const;
export const MOST_LAYERS = 4;
export const MOST_UNITS = 8;

export type Feature = (typeof FEATURES)[number];
export type Activation = (typeof ACTIVATIONS)[number];
export type DatasetName = (typeof DATASETS)[number];

export interface Settings {
  dataset: DatasetName;
  noise: number;
  /** The share of all points that is kept for testing. */
  testShare: number;
  batchSize: number;
  features: readonly Feature[];
  /** How many neurons each hidden layer has. */
  hidden: readonly number[];
  activation: Activation;
  optimizer: (typeof OPTIMIZERS)[number];
  lr: number;
  /** Pull of the weights towards zero. */
  decay: number;
  seed: number;
}

const COMMON = { testShare: 0.5, batchSize: 10, decay: 0, seed: 0, features: ['x1', 'x2'], activation: 'tanh' } as const;

export const PRESETS: Readonly<Record<string, Settings>> = {
  logistic: { ...COMMON, dataset: 'blobs', noise: 0.4, hidden: [], optimizer: 'sgd', lr: 0.1 },
  xor: { ...COMMON, dataset: 'xor', noise: 0.05, hidden: [4], optimizer: 'adam', lr: 0.03 },
  circles: { ...COMMON, dataset: 'circles', noise: 0.12, features: ['x1_squared', 'x2_squared'], hidden: [], optimizer: 'sgd', lr: 0.3 },
  spiral: { ...COMMON, dataset: 'spiral', noise: 0.03, hidden: [8, 8, 8], activation: 'relu', optimizer: 'adam', lr: 0.01 },
};
export const FIRST = PRESETS.logistic as Settings;

const POINTS = 500;
const EPOCHS = 60; // for a run on the canvas: the Lab goes on as long as one likes

interface Kept {
  settings: Settings;
  set: (some: Partial<Settings>) => void;
}

/** Kept while the studio is open, so that one finds everything as one left it. */
export const usePlayground = create<Kept>()((set) => ({
  settings: FIRST,
  set: (some) => set(({ settings }) => ({ settings: { ...settings, ...some } })),
}));

/** The preset that is set right now, whatever its seed. */
export function presetOf(settings: Settings): string | undefined {
  const facts = (some: Settings) => JSON.stringify(Object.entries({ ...some, seed: 0 }).sort());
  return Object.keys(PRESETS).find((name) => facts(PRESETS[name] as Settings) === facts(settings));
}

/** The name of the node that holds a hidden layer's weights, from 0. */
export function denseOf(layer: number): string {
  return `hidden_${layer + 1}`;
}

/** The name of the node whose units are a hidden layer's neurons. */
export function neuronsOf({ activation }: Pick<Settings, 'activation'>, layer: number): string {
  return activation === 'linear' ? denseOf(layer) : `activation_${layer + 1}`;
}

export const OUTPUT = 'output';
export const ANSWER = 'softmax';

/** An ordinary recipe, the same that the canvas trains. */
export function recipeOf(settings: Settings): Recipe {
  const { dataset, noise, testShare, batchSize, features, hidden, activation, optimizer, lr, decay, seed } = settings;
  const nodes: NodeSpec[] = [];
  if (features.join() !== COMMON.features.join()) {
    const chosen = Object.fromEntries(FEATURES.map((feature) => [feature, features.includes(feature)]));
    nodes.push({ name: 'features', layer: 'point_features', ...chosen });
  }
  hidden.forEach((units, layer) => {
    nodes.push({ name: denseOf(layer), layer: 'dense', units });
    if (activation !== 'linear') nodes.push({ name: neuronsOf(settings, layer), layer: activation });
  });
  nodes.push({ name: OUTPUT, layer: 'dense', units: 2 }, { name: ANSWER, layer: 'softmax' });
  const count = Math.round(POINTS * (1 - testShare));
  return {
    version: 1,
    name: 'playground',
    data: { dataset: { dataset, count, test_ratio: testShare / (1 - testShare), noise }, validation: 0 },
    model: { inputs: { point: [2] }, nodes },
    training: { optimizer: { optimizer, lr, weight_decay: decay }, batch_size: batchSize, epochs: EPOCHS, seed },
  };
}
