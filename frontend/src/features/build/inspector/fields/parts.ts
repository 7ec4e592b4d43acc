/** Parts as they stand in a recipe: by name, or as an object with the kind as key and the options that differ. */
import type { CatalogueOut, OptionOut, PartOut } from '@/api';
import type { PartKind } from '@/shared/catalogue';
import type { PartSpec } from '@/shared/recipe';
import { equal } from '../../graph/nodes';

const PLURALS: Record<string, PartKind> = {
  layer: 'layers',
  loss: 'losses',
  gan_loss: 'gan_losses',
  optimizer: 'optimizers',
  schedule: 'schedules',
  initializer: 'initializers',
  augmentation: 'augmentations',
  enlargement: 'enlargements',
  dataset: 'datasets',
  callback: 'callbacks',
  metric: 'metrics',
};

export interface Part {
  name: string;
  options: Record<string, unknown>;
}

/** The list of the catalogue that an option of type `optimizer`, `loss` … chooses from; undefined for plain values. */
export function kindOf(type: string): PartKind | undefined {
  return PLURALS[type];
}

export function partsOf(catalogue: CatalogueOut | undefined, type: string): readonly PartOut[] {
  const kind = kindOf(type);
  return (kind && catalogue?.[kind]) ?? [];
}

/** Options alone are meant for the default part: `{"lr": 0.01}`. */
export function readPart(type: string, spec: unknown, byDefault?: unknown): Part {
  if (typeof spec === 'string') return { name: spec, options: {} };
  const { [type]: name, ...options } = (spec ?? {}) as Record<string, unknown>;
  const implied = typeof byDefault === 'string' ? byDefault : '';
  return { name: typeof name === 'string' ? name : implied, options };
}

export function writePart(type: string, { name, options }: Part): PartSpec {
  return Object.keys(options).length === 0 ? name : { [type]: name, ...options };
}

/** The options with one of them set; one that is as it is by default is left out. */
export function withOption(options: Record<string, unknown>, option: OptionOut, value: unknown): Record<string, unknown> {
  const { [option.name]: _before, ...others } = options;
  if (value === undefined || equal(value, option.default)) return others;
  return Object.hasOwn(options, option.name) ? { ...options, [option.name]: value } : { ...others, [option.name]: value };
}
