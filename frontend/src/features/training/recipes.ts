/** What training reads from a recipe and changes in it. Only what differs from the defaults is written. */
import type { CatalogueOut } from '@/api';
import { type DataSpec, namedNodes, NETWORKS, type PartSpec, type Recipe, taskOf } from '@/shared/recipe';

/** What differs between the recipe on the canvas and that of a run, the weightiest first. */
export type Change = 'network' | 'weights' | 'settings';

const LARGEST_SEED = 2 ** 32 - 1;
const SHOWN_SEEDS = 1_000_000; // seeds that people can read out

export function changeSince(run: Recipe, now: Recipe, catalogue?: CatalogueOut): Change | null {
  if (written(network(run)) !== written(network(now))) return 'network';
  if (seedOf(run) !== seedOf(now)) return 'weights';
  // a run names the exact version of one's own data; a recipe that names none means the current one
  const unversioned = versionOf(now.data) === undefined;
  return written(settings(run, catalogue, unversioned)) === written(settings(now, catalogue, unversioned)) ? null : 'settings';
}

function network(recipe: Recipe) {
  return NETWORKS.map((name) => recipe[name] && { ...recipe[name], nodes: namedNodes(recipe[name]) });
}

/** Data and training; the seed is told apart, and the learning rate can change while a run goes on. */
function settings(recipe: Recipe, catalogue: CatalogueOut | undefined, unversioned: boolean) {
  const { seed: _seed, optimizer: _optimizer, ...rest } = recipe.training ?? {};
  const { name, given } = optimizerOf(recipe, catalogue); // the same whether it is named or used by default
  const { lr: _lr, ...part } = typeof given === 'object' ? given : {};
  return { data: unversioned ? withoutVersion(recipe.data) : (recipe.data ?? {}), training: { ...rest, ...part, optimizer: name } };
}

function versionOf(data: DataSpec | undefined): unknown {
  return typeof data?.dataset === 'object' ? (data.dataset.version ?? undefined) : undefined;
}

function withoutVersion(data: DataSpec = {}): DataSpec {
  if (typeof data.dataset !== 'object') return data;
  const { version: _, ...dataset } = data.dataset;
  return { ...data, dataset };
}

/** The same text for the same content, in whatever order it was written. */
function written(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

// -- seed -------------------------------------------------------------------------------------------------------

export function seedOf(recipe: Recipe): number {
  return recipe.training?.seed ?? 0;
}

/** Another seed, and with it other first weights. */
export function withNewSeed(recipe: Recipe, random: () => number = Math.random): Recipe {
  const drawn = Math.floor(random() * SHOWN_SEEDS);
  const seed = drawn === seedOf(recipe) ? (drawn + 1) % LARGEST_SEED : drawn;
  return { ...recipe, training: { ...recipe.training, seed } };
}

// -- learning rate ----------------------------------------------------------------------------------------------

function taskOption(recipe: Recipe, catalogue: CatalogueOut | undefined, name: string): unknown {
  const task = catalogue?.tasks.find((known) => known.name === taskOf(recipe));
  return task?.options.find((option) => option.name === name)?.default;
}

function partName(part: unknown, kind: string): string | undefined {
  const name = typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[kind] : part;
  return typeof name === 'string' ? name : undefined;
}

function optimizerOf(recipe: Recipe, catalogue: CatalogueOut | undefined): { name?: string; given: PartSpec } {
  const given = recipe.training?.optimizer ?? (taskOption(recipe, catalogue, 'optimizer') as PartSpec | undefined) ?? {};
  return { name: partName(given, 'optimizer'), given };
}

function ownRate(name: string | undefined, catalogue: CatalogueOut | undefined): number | undefined {
  const optimizer = catalogue?.optimizers.find((part) => part.name === name);
  const rate = optimizer?.options.find((option) => option.name === 'lr')?.default;
  return typeof rate === 'number' ? rate : undefined;
}

/** The learning rate that the recipe gives or that its optimizer has by itself. */
export function learningRateOf(recipe: Recipe, catalogue: CatalogueOut | undefined): number | undefined {
  const { name, given } = optimizerOf(recipe, catalogue);
  const rate = typeof given === 'object' ? given.lr : undefined;
  return typeof rate === 'number' ? rate : ownRate(name, catalogue);
}

export function withLearningRate(recipe: Recipe, lr: number, catalogue: CatalogueOut | undefined): Recipe {
  const { name, given } = optimizerOf(recipe, catalogue);
  const { lr: _lr, ...rest } = typeof given === 'object' ? given : { optimizer: given };
  const optimizer = lr === ownRate(name, catalogue) ? rest : { ...rest, lr };
  return { ...recipe, training: { ...recipe.training, optimizer } };
}

/** A third of a learning rate, in round numbers: 0.3 → 0.1 → 0.03. */
export function lowerRate(lr: number): number {
  return Number((lr / 3).toPrecision(1));
}

// -- batch ------------------------------------------------------------------------------------------------------

export function batchSizeOf(recipe: Recipe, catalogue: CatalogueOut | undefined): number | undefined {
  return recipe.training?.batch_size ?? (taskOption(recipe, catalogue, 'batch_size') as number | undefined);
}

export function withBatchSize(recipe: Recipe, size: number): Recipe {
  return { ...recipe, training: { ...recipe.training, batch_size: size } };
}
