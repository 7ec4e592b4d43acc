/** How a generator is steered: what the controls say, in the address and back. */

export const SHOWS = ['sheet', 'between', 'style', 'number'] as const;
export type Show = (typeof SHOWS)[number];

/** Noise by its seed, and the class that is asked for (none where the generator takes none). */
export interface Picked {
  seed: number;
  label: number | null;
}

export interface Steering {
  show: Show;
  /** The class that is drawn; null for all of them. */
  label: number | null;
  seed: number;
  /** How far to go along each of the strongest directions, in standard deviations. */
  along: readonly number[];
  from: Picked;
  to: Picked;
  /** Where between `from` and `to`: 0 … 1. */
  mix: number;
  /** What is written in one hand. */
  text: string;
}

export const FIRST: Steering = {
  show: 'sheet',
  label: null,
  seed: 1,
  along: [],
  from: { seed: 1, label: null },
  to: { seed: 2, label: null },
  mix: 0.5,
  text: '2026',
};

export const LARGEST_SEED = 999_999; // seeds that people can read out
export const FURTHEST = 3;
export const LONGEST_TEXT = 12;

const NAMES = ['show', 'label', 'seed', 'along', 'from', 'to', 'mix', 'text'];

/** Whether an address says how to steer. */
export function isSteered(search: URLSearchParams): boolean {
  return NAMES.some((name) => search.has(name));
}

/** What an address says; whatever is missing or makes no sense is as at first. */
export function read(search: URLSearchParams): Steering {
  const show = SHOWS.find((one) => one === search.get('show')) ?? FIRST.show;
  return {
    show,
    label: whole(search.get('label')),
    seed: whole(search.get('seed')) ?? FIRST.seed,
    along: trimmed((search.get('along') ?? '').split(',').map((one) => held(Number(one) || 0, -FURTHEST, FURTHEST))),
    from: picked(search.get('from')) ?? FIRST.from,
    to: picked(search.get('to')) ?? FIRST.to,
    mix: search.has('mix') ? held(Number(search.get('mix')) || 0, 0, 1) : FIRST.mix,
    text: (search.get('text') ?? FIRST.text).slice(0, LONGEST_TEXT),
  };
}

/** The same address with this in it; what is as at first is left out. */
export function write(search: URLSearchParams, steering: Steering): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of NAMES) next.delete(name);
  const { show, label, seed, along, from, to, mix, text } = steering;
  if (show !== FIRST.show) next.set('show', show);
  if (label !== null) next.set('label', String(label));
  if (seed !== FIRST.seed) next.set('seed', String(seed));
  if (trimmed(along).length > 0) next.set('along', trimmed(along).join(','));
  if (show === 'between') {
    next.set('from', written(from));
    next.set('to', written(to));
    next.set('mix', String(mix));
  }
  if (show === 'number') next.set('text', text);
  return next;
}

/** The directions with one of them set. */
export function turned(along: readonly number[], direction: number, value: number): number[] {
  const next = Array.from({ length: Math.max(along.length, direction + 1) }, (_, place) => along[place] ?? 0);
  next[direction] = value;
  return trimmed(next);
}

export function anySeed(random: () => number = Math.random): number {
  return Math.floor(random() * (LARGEST_SEED + 1));
}

/** Directions without the zeros at the end. */
function trimmed(along: readonly number[]): number[] {
  const last = along.findLastIndex((value) => value !== 0);
  return along.slice(0, last + 1);
}

function whole(text: string | null): number | null {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}

/** `12.7` is the noise of seed 12 with label 7. */
function picked(text: string | null): Picked | null {
  const [seed, label] = (text ?? '').split('.');
  const number = whole(seed ?? null);
  return number === null ? null : { seed: number, label: whole(label ?? null) };
}

function written({ seed, label }: Picked): string {
  return label === null ? String(seed) : `${seed}.${label}`;
}

function held(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
