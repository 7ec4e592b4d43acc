/** A recipe as JSON: which data, which network, how to train it. Only options that differ from the defaults are there. */

/** One block of the network; every other key is an option of its layer. */
export interface NodeSpec {
  name?: string;
  layer?: string;
  /** Where its inputs come from; absent: the node listed before it (the first: the network's input). */
  inputs?: string | string[];
  /** The node whose layer and parameters it uses too. */
  share?: string;
  trainable?: boolean;
  [option: string]: unknown;
}

export interface ModelSpec {
  inputs: Record<string, number[]>;
  nodes: NodeSpec[];
  outputs?: Record<string, string>;
}

/** A part by name, or with options: `"adam"` or `{"optimizer": "adam", "lr": 0.003}`. */
export type PartSpec = string | Record<string, unknown>;

export interface DataSpec {
  dataset?: PartSpec;
  validation?: number;
  augmentation?: PartSpec[];
  preprocessing?: Record<string, unknown>;
  [option: string]: unknown;
}

export interface TrainingSpec {
  task?: string;
  loss?: PartSpec;
  optimizer?: PartSpec;
  schedule?: PartSpec;
  batch_size?: number;
  epochs?: number;
  steps?: number;
  seed?: number;
  callbacks?: PartSpec[];
  [option: string]: unknown;
}

export interface Recipe {
  version: number;
  name?: string;
  title?: string;
  description?: string;
  data?: DataSpec;
  /** What a classifier trains; a recipe has either this or a generator. */
  model?: ModelSpec;
  generator?: ModelSpec;
  /** What the generator plays against in a "gan"; a "flow" has none. */
  discriminator?: ModelSpec;
  training?: TrainingSpec;
}

export interface Point {
  x: number;
  y: number;
}

/** Where each node (or input) stands on the canvas, by name. Belongs to the document, not to the recipe. */
export type Positions = Record<string, Point>;

/** One of the two networks that are drawn as one: a generator, and the discriminator that it plays against. */
export type Lane = 'generator' | 'discriminator';

/** A node with nothing left to be understood; its lane where networks are edited together. */
export type NamedNode = NodeSpec & { name: string; inputs: string[]; lane?: Lane };

/** The networks of a recipe, in the order in which data flows through them. */
export const NETWORKS = ['model', 'generator', 'discriminator'] as const;
export type NetworkName = (typeof NETWORKS)[number];

/** What the recipe trains; the server takes it from the networks too. */
export type Task = 'classifier' | 'gan' | 'flow';

export function taskOf(recipe: Pick<Recipe, NetworkName>): Task {
  if (recipe.discriminator) return 'gan';
  return recipe.generator ? 'flow' : 'classifier';
}

/** The data set that a recipe learns from, by the name that the studio's pictures of it have: "mnist", "own:ID". */
export function datasetOf({ data }: Pick<Recipe, 'data'>): string {
  const given = data?.dataset ?? 'mnist';
  const { dataset = 'mnist', id }: Record<string, unknown> = typeof given === 'string' ? { dataset: given } : given;
  return dataset === 'own' ? `own:${String(id)}` : String(dataset);
}

/** All blocks of a recipe, whichever network they are in. */
export function nodesOf(recipe: Pick<Recipe, NetworkName>): NodeSpec[] {
  return NETWORKS.flatMap((name) => recipe[name]?.nodes ?? []);
}

/**
 * The nodes of a network with the names and inputs that the engine gives where the recipe leaves them out. Names of
 * another network of the same recipe are `taken`.
 */
export function namedNodes(model: ModelSpec, taken: Iterable<string> = []): NamedNode[] {
  const used = new Set([...Object.keys(model.inputs), ...taken]);
  for (const node of model.nodes) if (node.name) used.add(node.name);
  let previous = Object.keys(model.inputs)[0];
  return model.nodes.map((node) => {
    const name = node.name || freeName(node.layer ?? 'node', used);
    used.add(name);
    const given = typeof node.inputs === 'string' ? [node.inputs] : node.inputs;
    const inputs = given ?? (previous === undefined ? [] : [previous]);
    previous = name;
    return { ...node, name, inputs };
  });
}

/** `conv2d_1`, or the next number that no node has. */
export function freeName(layer: string, used: ReadonlySet<string>): string {
  let number = 1;
  while (used.has(`${layer}_${number}`)) number += 1;
  return `${layer}_${number}`;
}
