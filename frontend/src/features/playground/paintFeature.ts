/** What a feature is over the plane, as the network reads it. */
import { coloured, sized } from '@/shared/lab';
import { FEATURES, type Feature } from './settings';

const FORMULAS: Record<Feature, (x: number, y: number) => number> = {
  x1: (x) => x,
  x2: (_, y) => y,
  x1_squared: (x) => x * x,
  x2_squared: (_, y) => y * y,
  x1_x2: (x, y) => x * y,
  sin_x1: (x) => Math.sin(Math.PI * x),
  sin_x2: (_, y) => Math.sin(Math.PI * y),
};

/** A feature over the plane from −reach to reach. */
export function paintFeature(canvas: HTMLCanvasElement, feature: (typeof FEATURES)[number], reach: number): void {
  const size = 24;
  const context = sized(canvas, size);
  const at = (cell: number) => reach * ((2 * cell) / (size - 1) - 1);
  const value = (place: number) => FORMULAS[feature](at(place % size), -at(Math.floor(place / size)));
  if (context) coloured(context, size, value, ['--activation-low', '--activation-zero', '--activation-high']);
}
