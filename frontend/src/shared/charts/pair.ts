/** Two networks that play against each other, as lines: how badly each does, and how often the discriminator is right. */
import type { Line, Range } from './lines';

/** What a run tells of both networks at a step. */
export interface PairPoint {
  step: number;
  generatorLoss: number | null;
  discriminatorLoss: number | null;
  /** Share of the real pictures that were taken for real. */
  realFound: number | null;
  /** Share of the generated pictures that were taken for generated. */
  fakeFound: number | null;
}

/** The losses at which the discriminator cannot tell, as the server says them: its own first. */
export type Balance = readonly [discriminator: number, generator: number];

export interface PairWords {
  generator: string;
  discriminator: string;
  /** "the discriminator cannot tell". */
  balance: string;
  real: string;
  generated: string;
  /** What guessing would find. */
  chance: string;
}

const DASH = [6, 3]; // the second cue beside the colour
const DOTS = [1.5, 4];

type Of = (point: PairPoint) => number | null;

function line(points: readonly PairPoint[], value: Of, look: Omit<Line, 'points'>): Line {
  return { ...look, points: points.map((point) => ({ x: point.step, y: value(point) })) };
}

export function lossPair(points: readonly PairPoint[], words: PairWords, balance?: Balance | null): Line[] {
  const curves = [
    line(points, (point) => point.generatorLoss, { label: words.generator, colour: '--generator' }),
    line(points, (point) => point.discriminatorLoss, { label: words.discriminator, colour: '--discriminator', dash: DASH }),
  ];
  if (!balance) return curves;
  const [discriminator, generator] = balance;
  const level = (value: number, network: string, colour: Line['colour']) =>
    line(points, () => value, { label: `${words.balance} (${network})`, colour, dash: DOTS, thin: true });
  return [...curves, level(generator, words.generator, '--generator'), level(discriminator, words.discriminator, '--discriminator')];
}

/** What is found, as a mean over some reports: a single batch says little. One half is what guessing finds. */
export function foundPair(points: readonly PairPoint[], words: PairWords): Line[] {
  const found = (value: Of, look: Omit<Line, 'points'>) => calmed(line(points, value, look));
  return [
    found((point) => point.realFound, { label: words.real, colour: '--real', dash: DASH }),
    found((point) => point.fakeFound, { label: words.generated, colour: '--generator' }),
    line(points, () => 0.5, { label: words.chance, colour: '--soft', dash: DOTS, thin: true }),
  ];
}

const REPORTS = 15;

/** The mean of the last reports at each place; a report without a number stays one. */
function calmed(noisy: Line): Line {
  const points = noisy.points.map(({ x, y }, place) => {
    const last = noisy.points.slice(Math.max(0, place - REPORTS + 1), place + 1).flatMap((point) => point.y ?? []);
    return { x, y: y === null ? null : last.reduce((sum, value) => sum + value, 0) / last.length };
  });
  return { ...noisy, points };
}

const OFF = 8; // times what is usual: losses at the start may run off, so that the balance can be read

/** From the lowest loss (hinge and Wasserstein losses go below zero) to the highest usual one, with zero in sight. */
export const pairRange: Range = (low, high, values) => {
  if (low === null || high === null) return [0, 1];
  const usual = values.map(Math.abs).toSorted((one, other) => one - other)[Math.floor(values.length * 0.75)] ?? 0;
  const most = usual > 0 ? usual * OFF : Infinity;
  const [lowest, highest] = [Math.max(Math.min(low, 0), -most), Math.min(Math.max(high, 0), most)];
  return lowest === highest ? [0, 1] : [lowest * 1.05, highest * 1.05];
};
