/** Where the neurons stand in the picture of the network, and the wires between them. */
import type { Screen, Wire } from '@/shared/lab';
import { denseOf, type Feature, FEATURES, OUTPUT, type Settings } from './settings';

export const ROW = 46; // pixels from one neuron to the next
export const HEIGHT = 8 * ROW + 4;

/** A neuron of a hidden layer, or of the output: `layer` counts from 0, the output comes last. */
export interface Neuron {
  layer: number;
  unit: number;
}

export interface Spot {
  /** A share of the width. */
  left: number;
  /** Pixels from the top. */
  top: number;
}

/** The middle of one of `rows` in one of `columns`. */
export function spotOf(column: number, columns: number, row: number, rows: number): Spot {
  return { left: (column + 0.5) / columns, top: HEIGHT / 2 + (row - (rows - 1) / 2) * ROW };
}

/** How many neurons each layer of weights leads to: the hidden ones and the output. */
export function layersOf({ hidden }: Pick<Settings, 'hidden'>): number[] {
  return [...hidden, 2];
}

/** The node that holds the weights which lead to a layer. */
export function weightsOf({ hidden }: Pick<Settings, 'hidden'>, layer: number): string {
  return layer < hidden.length ? denseOf(layer) : OUTPUT;
}

/** How many numbers a layer reads. */
export function inputsOf({ hidden, features }: Pick<Settings, 'hidden' | 'features'>, layer: number): number {
  return layer === 0 ? features.length : (hidden[layer - 1] ?? 0);
}

/** The chosen features in the order in which the network reads them. */
export function chosenOf({ features }: Pick<Settings, 'features'>): Feature[] {
  return FEATURES.filter((feature) => features.includes(feature));
}

export interface KnownWire extends Wire, Neuron {
  /** Which feature (of those chosen) or neuron it comes from. */
  from: number;
}

/** Every wire of which the weight is known, in a picture `width` pixels wide. */
export function wiresOf(settings: Settings, screen: Screen, width: number, chosen: Neuron | null): KnownWire[] {
  const layers = layersOf(settings);
  const columns = layers.length + 1;
  const features = chosenOf(settings).map((feature) => FEATURES.indexOf(feature));
  return layers.flatMap((units, layer) => {
    const inputs = inputsOf(settings, layer);
    return Array.from({ length: inputs * units }, (_, place) => {
      const [from, unit] = [Math.floor(place / units), place % units];
      const value = screen.weight(weightsOf(settings, layer), from, unit, inputs, units);
      if (value === undefined) return [];
      const row = layer === 0 ? (features[from] ?? 0) : from;
      const start = spotOf(layer, columns, row, layer === 0 ? FEATURES.length : inputs);
      const end = spotOf(layer + 1, columns, unit, units);
      const leads = chosen !== null && chosen.layer === layer && chosen.unit === unit;
      return [{ x1: start.left * width, y1: start.top, x2: end.left * width, y2: end.top, value, chosen: leads, layer, unit, from }];
    }).flat();
  });
}

const NEAR = 7; // pixels

/** The wire under the pointer. */
export function nearest(wires: readonly KnownWire[], x: number, y: number): KnownWire | null {
  let best: KnownWire | null = null;
  let least = NEAR;
  for (const wire of wires) {
    const [right, down] = [wire.x2 - wire.x1, wire.y2 - wire.y1];
    const along = ((x - wire.x1) * right + (y - wire.y1) * down) / (right * right + down * down || 1);
    const share = Math.max(0, Math.min(1, along));
    const distance = Math.hypot(x - wire.x1 - share * right, y - wire.y1 - share * down);
    if (distance < least) [best, least] = [wire, distance];
  }
  return best;
}
