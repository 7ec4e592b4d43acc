/** Random changes of pictures as a form: made from what the server says about each of them, read from and written into recipes. */
import type { OptionOut, PartOut } from '@/api';
import type { PartSpec } from '@/shared/recipe';

/** The values of the options of one change. */
export type Options = Record<string, unknown>;

/** The changes that are switched on, by name, with all their options. */
export type Chosen = Readonly<Record<string, Options>>;

export function defaultsOf(part: PartOut): Options {
  return Object.fromEntries(part.options.map((option) => [option.name, option.default]));
}

/** What a recipe's augmentation switches on. */
export function chosenFrom(specs: readonly PartSpec[] | undefined, parts: readonly PartOut[]): Chosen {
  const chosen: Record<string, Options> = {};
  for (const spec of specs ?? []) {
    const { augmentation, ...given } = typeof spec === 'string' ? { augmentation: spec } : spec;
    const part = parts.find(({ name }) => name === augmentation);
    if (part) chosen[part.name] = { ...defaultsOf(part), ...given };
  }
  return chosen;
}

/** As it stands in a recipe: in the catalogue's order, with only the options that differ from their defaults. */
export function specsOf(chosen: Chosen, parts: readonly PartOut[]): PartSpec[] {
  return parts.flatMap((part): PartSpec[] => {
    const options = chosen[part.name];
    if (!options) return [];
    const changed = Object.fromEntries(
      part.options.filter(({ name, default: own }) => options[name] !== own).map(({ name }) => [name, options[name]]),
    );
    return [Object.keys(changed).length > 0 ? { augmentation: part.name, ...changed } : part.name];
  });
}

export interface Range {
  min: number;
  max: number;
  step: number;
}

/** Bounds allow far more than is useful: a slider goes to four times the default, or to the value that is set. */
export function rangeOf(option: OptionOut, value: number): Range {
  const usual = typeof option.default === 'number' && option.default > 0 ? 4 * option.default : 1;
  const upper = option.le ?? option.lt ?? Infinity;
  const max = Math.max(Math.min(usual, upper), value);
  const lower = option.ge ?? option.gt ?? 0;
  const step = option.type === 'integer' ? 1 : niceStep((max - lower) / 50);
  return { min: lower === option.gt ? lower + step : lower, max: max === option.lt ? max - step : max, step };
}

/** 1, 2 or 5 times a power of ten, and not above `size`. */
export function niceStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size) + 1e-9);
  const factor = [5, 2, 1].find((one) => one * power <= size * (1 + 1e-9)) ?? 1;
  return Number((factor * power).toPrecision(1));
}

export function isNumeric({ type }: OptionOut): boolean {
  return type === 'number' || type === 'integer';
}
