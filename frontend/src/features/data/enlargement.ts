/** The fixed enlargement of a recipe as a form: the middle of every picture, set at each place of a grid. */
import type { PartOut } from '@/api';
import type { PartSpec } from '@/shared/recipe';

export type Pair = readonly [number, number];

export interface Windows {
  /** Height and width of the part that is moved. */
  window: Pair;
  /** At how many heights it stands, and at how many places across. */
  grid: Pair;
  turns: boolean;
}

export const NAME = 'windows';
const USUAL = 28;

/** What a recipe's enlargement says; null where it has none, or one of another kind. */
export function windowsFrom(spec: unknown, part: PartOut): Windows | null {
  const given: Record<string, unknown> = typeof spec === 'string' ? { enlargement: spec } : ((spec ?? {}) as Record<string, unknown>);
  if (given.enlargement !== NAME) return null;
  const value = (name: string) => (Object.hasOwn(given, name) ? given[name] : defaultOf(part, name));
  return { window: pairOf(value('window')), grid: pairOf(value('grid')), turns: value('turns') === true };
}

/** As it stands in a recipe: only what differs from the defaults. */
export function specOf(windows: Windows | null, part: PartOut): PartSpec | null {
  if (!windows) return null;
  const changed = Object.entries(windows).filter(([name, value]) => !same(value, defaultOf(part, name)));
  if (changed.length === 0) return NAME;
  return { enlargement: NAME, ...Object.fromEntries(changed.map(([name, value]) => [name, shortest(value)])) };
}

/** To begin with: the defaults, in proportion to the pictures. */
export function usualFor(part: PartOut, size: Pair): Windows {
  const usual = (name: string): Pair => {
    const [rows, columns] = pairOf(defaultOf(part, name));
    return [scale(rows, size[0]), scale(columns, size[1])];
  };
  return fitted({ window: usual('window'), grid: usual('grid'), turns: false }, size);
}

/** No window is larger than the pictures, no grid has more places than there are, and only squares are turned. */
export function fitted({ window, grid, turns }: Windows, size: Pair): Windows {
  const inside: Pair = [Math.min(window[0], size[0]), Math.min(window[1], size[1])];
  const places = placesOf(inside, size);
  return {
    window: inside,
    grid: [Math.min(grid[0], places[0]), Math.min(grid[1], places[1])],
    turns: turns && size[0] === size[1],
  };
}

/** At how many places a window can stand. */
export function placesOf(window: Pair, size: Pair): Pair {
  return [size[0] - window[0] + 1, size[1] - window[1] + 1];
}

/** How many pictures become of one. */
export function manyOf({ grid, turns }: Windows): number {
  return grid[0] * grid[1] * (turns ? 4 : 1);
}

function defaultOf(part: PartOut, name: string): unknown {
  return part.options.find((option) => option.name === name)?.default;
}

function pairOf(value: unknown): Pair {
  const [first, second] = (Array.isArray(value) ? value : [value, value]) as unknown[];
  return [Number(first), Number(second)];
}

function scale(length: number, side: number): number {
  return Math.max(1, Math.round((length * side) / USUAL));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(shortest(a)) === JSON.stringify(shortest(b));
}

/** A pair of equal numbers is written as the number. */
function shortest(value: unknown): unknown {
  return Array.isArray(value) && value[0] === value[1] ? value[0] : value;
}
