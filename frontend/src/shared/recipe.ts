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
  model: ModelSpec;
  training?: TrainingSpec;
}

export interface Point {
  x: number;
  y: number;
}

/** Where each node (or input) stands on the canvas, by name. Belongs to the document, not to the recipe. */
export type Positions = Record<string, Point>;

/** A node with nothing left to be understood. */
export type NamedNode = NodeSpec & { name: string; inputs: string[] };

/** The nodes of a network with the names and inputs that the engine gives where the recipe leaves them out. */
export function namedNodes(model: ModelSpec): NamedNode[] {
  const used = new Set(Object.keys(model.inputs));
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
