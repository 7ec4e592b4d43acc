/** What differs between recipes: one row for each option that is not the same in all of them. */
import { namedNodes, type NamedNode, NETWORKS, type Recipe } from '@/shared/recipe';

export type Group = 'data' | 'network' | 'training';

export interface Difference {
  group: Group;
  /** Where it stands: `optimizer.lr`, `conv_1.filters`, or the name of a node that not all have. */
  path: string;
  /** What each recipe says; `undefined` where it says nothing and the default holds, `null` where there is no such node. */
  values: (string | null | undefined)[];
}

type Flat = Map<string, string>;

/** The kinds of parts in a recipe, under whose name the part itself is given. */
const KINDS = new Set(['dataset', 'optimizer', 'schedule', 'loss', 'gan_loss', 'augmentation', 'callback', 'initializer']);

export function differences(recipes: readonly Recipe[]): Difference[] {
  return [
    ...compared('data', recipes.map((recipe) => flat(recipe.data ?? {}))),
    ...networkDifferences(recipes),
    ...compared('training', recipes.map((recipe) => flat(recipe.training ?? {}))),
  ];
}

function compared(group: Group, columns: readonly Flat[]): Difference[] {
  const paths = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  return paths
    .map((path) => ({ group, path, values: columns.map((column) => column.get(path)) }))
    .filter(({ values }) => new Set(values).size > 1);
}

function networkDifferences(recipes: readonly Recipe[]): Difference[] {
  const networks = recipes.map((recipe) => new Map(nodesByName(recipe).map((node) => [node.name, node])));
  const inputs = compared('network', recipes.map((recipe) => flat(inputsOf(recipe))));
  const names = [...new Set(networks.flatMap((network) => [...network.keys()]))];
  const nodes = names.flatMap((name) => {
    const found = networks.map((network) => network.get(name));
    const everywhere = found.every((node) => node !== undefined);
    if (!everywhere || new Set(found.map((node) => node?.layer)).size > 1) {
      return [{ group: 'network' as const, path: name, values: found.map((node) => (node ? nodeWords(node) : null)) }];
    }
    return compared('network', found.map((node) => flat(optionsOf(node as NamedNode), name)));
  });
  return [...inputs, ...nodes];
}

/** Names are unique over all networks of a recipe. */
function nodesByName(recipe: Recipe): NamedNode[] {
  return NETWORKS.flatMap((name) => (recipe[name] ? namedNodes(recipe[name]) : []));
}

function inputsOf(recipe: Recipe): Record<string, number[]> {
  return Object.assign({}, ...NETWORKS.map((name) => recipe[name]?.inputs));
}

function optionsOf({ name: _name, layer: _layer, ...options }: NamedNode): Record<string, unknown> {
  return options;
}

function nodeWords({ name: _name, inputs: _inputs, layer, ...options }: NamedNode): string {
  return partWords(String(layer ?? ''), options);
}

/** Options by their paths; a part with options gives its name and then each of them. */
function flat(section: object, before = ''): Flat {
  const found: Flat = new Map();
  for (const [name, value] of Object.entries(section)) {
    const path = before ? `${before}.${name}` : name;
    if (isPart(value) || name === 'preprocessing') {
      const { [name]: part, ...options } = value as Record<string, unknown>;
      if (part !== undefined) found.set(path, words(part));
      for (const [inner, text] of flat(options, path)) found.set(inner, text);
    } else {
      found.set(path, words(value));
    }
  }
  return found;
}

function isPart(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.keys(value).some((key) => KINDS.has(key));
}

/** A value as a person would write it: `shift (pixels 1.5)`, `5 × 5`. */
function words(value: unknown): string {
  if (Array.isArray(value)) {
    return value.every((one) => typeof one === 'number') ? value.join(' × ') : value.map(words).join(', ');
  }
  if (typeof value !== 'object' || value === null) return String(value);
  const [kind, part] = Object.entries(value).find(([key]) => KINDS.has(key)) ?? [];
  const options = Object.fromEntries(Object.entries(value).filter(([key]) => key !== kind));
  return partWords(typeof part === 'string' ? part : '', options);
}

function partWords(name: string, options: Record<string, unknown>): string {
  const all = Object.entries(options).map(([key, value]) => `${key} ${words(value)}`);
  if (!name) return all.join(', ');
  return all.length > 0 ? `${name} (${all.join(', ')})` : name;
}
