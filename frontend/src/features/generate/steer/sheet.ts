/** Which pictures the controls ask for, and how they are laid out; and the controls that a list of pictures came from. */
import type { SampleIn } from '@/api';
import { FIRST, FURTHEST, LONGEST_TEXT, type Picked, type Steering } from './steering';

/** What can be asked of a generator. */
export interface Reach {
  /** It is told which class to make. */
  conditional: boolean;
  /** It makes points in the plane rather than pictures. */
  points: boolean;
  classNames: readonly string[];
  /** How many latent directions can be steered. */
  directions: number;
}

export interface Sheet {
  samples: SampleIn[];
  columns: number;
  /** What each column is, where that is one thing: a class name, a distance, a place on the way. */
  heads: string[] | null;
  /** What stands before each row. */
  rows: string[] | null;
  /** One more picture, which is shown large. */
  large?: SampleIn;
}

const HANDS = 5;
const MOST_COLUMNS = 10;
const MOST_DIRECTIONS = 6;
export const WAY = 10; // steps from one picture to another
export const POINTS = 256;
const OTHER_HANDS = 4;
const DISTANCES = [-3, -2, -1, 0, 1, 2, 3].map((step) => (step * FURTHEST) / 3);

/** The pictures in rows of `columns`; where there is little room (`narrow`), classes go downwards. */
export function sheetOf(steering: Steering, reach: Reach, narrow = false): Sheet {
  if (reach.points) return cloud(steering, reach);
  switch (steering.show) {
    case 'between':
      return between(steering, reach, narrow);
    case 'style':
      return style(steering, reach);
    case 'number':
      return reach.conditional ? written(steering, reach) : hands(steering, reach, narrow);
    default:
      return hands(steering, reach, narrow);
  }
}

/** One class in many hands; or all classes, each hand a row. */
function hands(steering: Steering, reach: Reach, narrow: boolean): Sheet {
  const { seed, label } = steering;
  const drawn = (hand: number, klass: number | null) => sample(steering, { seed: seed + hand, label: klass });
  const count = Math.min(reach.classNames.length, MOST_COLUMNS);
  const columns = narrow ? MOST_COLUMNS / 2 : MOST_COLUMNS;
  if (!reach.conditional || label !== null) {
    const total = narrow ? 30 : HANDS * MOST_COLUMNS;
    return { samples: run(total).map((hand) => drawn(hand, reach.conditional ? label : null)), columns, heads: null, rows: null };
  }
  const names = reach.classNames.slice(0, count);
  return narrow
    ? { samples: run(count).flatMap((klass) => run(columns).map((hand) => drawn(hand, klass))), columns, heads: null, rows: names }
    : { samples: run(HANDS).flatMap((hand) => run(count).map((klass) => drawn(hand, klass))), columns: count, heads: names, rows: null };
}

/** The way from one picture to another; a label cannot be mixed, so two labels are two rows. */
function between(steering: Steering, reach: Reach, narrow: boolean): Sheet {
  const { from, to, along } = steering;
  const labels = reach.conditional ? [...new Set([from.label ?? 0, to.label ?? from.label ?? 0])] : [null];
  const steps = narrow ? WAY / 2 : WAY;
  const places = run(steps + 1).map((step) => step / steps);
  return {
    samples: labels.flatMap((label) =>
      places.map((mix) => ({ ...sample({ along }, { seed: from.seed, label }), other_seed: to.seed, mix })),
    ),
    columns: places.length,
    heads: null,
    rows: labels.length > 1 ? labels.map((label) => reach.classNames[label ?? 0] ?? '') : null,
    large: mixed(steering, reach),
  };
}

/** The picture at which the slider between two stands; halfway its label changes. */
function mixed({ from, to, along, mix }: Steering, reach: Reach): SampleIn {
  const near = mix < 0.5 ? from : to;
  const label = reach.conditional ? (near.label ?? from.label ?? 0) : null;
  return { ...sample({ along }, { seed: from.seed, label }), other_seed: to.seed, mix };
}

/** One picture along each of the strongest directions. */
function style(steering: Steering, reach: Reach): Sheet {
  const { seed, along } = steering;
  const label = reach.conditional ? (steering.label ?? 0) : null;
  const count = Math.min(reach.directions, MOST_DIRECTIONS);
  return {
    samples: run(count).flatMap((direction) =>
      DISTANCES.map((distance) => {
        const there = run(Math.max(along.length, direction + 1)).map((place) => along[place] ?? 0);
        there[direction] = distance;
        return { ...sample({ along }, { seed, label }), directions: there };
      }),
    ),
    columns: DISTANCES.length,
    heads: DISTANCES.map((distance) => (distance > 0 ? `+${distance}` : String(distance).replace('-', '−'))),
    rows: run(count).map((direction) => String(direction + 1)),
  };
}

/** Characters of a text, all from the same noise; further rows are other hands. */
function written(steering: Steering, reach: Reach): Sheet {
  const labels = labelsOf(steering.text, reach.classNames);
  return {
    samples: run(1 + OTHER_HANDS).flatMap((hand) =>
      labels.map((label) => sample(steering, { seed: steering.seed + hand, label })),
    ),
    columns: Math.max(labels.length, 1),
    heads: null,
    rows: null,
  };
}

function cloud(steering: Steering, reach: Reach): Sheet {
  const classes = Math.max(reach.classNames.length, 1);
  const label = (place: number) => (reach.conditional ? (steering.label ?? place % classes) : null);
  return {
    samples: run(POINTS).map((place) => sample(steering, { seed: steering.seed + place, label: label(place) })),
    columns: 16,
    heads: null,
    rows: null,
  };
}

/** The classes whose names are the characters of a text; characters that are no class are left out. */
export function labelsOf(text: string, classNames: readonly string[]): number[] {
  return [...text].map((character) => classNames.indexOf(character)).filter((label) => label >= 0);
}

function sample({ along }: Pick<Steering, 'along'>, { seed, label }: Picked): SampleIn {
  return { seed, ...(label !== null && { label }), ...(along.length > 0 && { directions: [...along] }) };
}

function run(count: number): number[] {
  return Array.from({ length: count }, (_, place) => place);
}

// -- the other way round ----------------------------------------------------------------------------------------

/** The controls that ask for exactly these pictures; null where none do. */
export function steeringOf(samples: readonly SampleIn[], reach: Reach): Steering | null {
  const [first] = samples;
  if (!first) return null;
  const { label = null, seed = 0 } = first;
  const along = first.directions ?? [];
  const last = samples.at(-1);
  const text = samples
    .slice(0, LONGEST_TEXT * 2)
    .filter((one) => (one.seed ?? 0) === seed)
    .map((one) => reach.classNames[one.label ?? -1] ?? '')
    .join('');
  const base: Steering = { ...FIRST, label, seed, along };
  const candidates: Steering[] = [
    { ...base, label: null },
    base,
    { ...base, show: 'number', label: null, text },
    {
      ...base,
      show: 'between',
      label: null,
      from: { seed, label },
      to: { seed: first.other_seed ?? 0, label: last?.label ?? null },
    },
    { ...base, show: 'style', along: [] },
  ];
  const wanted = JSON.stringify(samples.map(plain));
  return candidates.find((one) => [false, true].some((narrow) => same(sheetOf(one, reach, narrow), wanted))) ?? null;
}

function same({ samples }: Sheet, wanted: string): boolean {
  return JSON.stringify(samples.map(plain)) === wanted;
}

/** A sample as a list, with what is left out and what is zero written the same. */
function plain({ label, seed, other_seed, mix, directions }: SampleIn): unknown[] {
  const along = [...(directions ?? [])];
  while (along.at(-1) === 0) along.pop();
  return [label ?? null, seed, other_seed ?? null, other_seed === undefined || other_seed === null ? 0 : (mix ?? 0), along];
}
