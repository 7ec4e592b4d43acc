/** A kernel of nine weights, laid over a picture by the first layer of a bundled network. */
import type { MapsOut, WeightChange } from '@/api';
import type { Plane } from '@/shared/maps/windows';
import { bytesOf } from '@/shared/ui';

export const MODEL = 'zoo:lenet-5';
export const NODE = 'conv_1';
/** Of the kernel that is painted. */
export const SIDE = 3;
/** Of the kernels of the network: the weights around the painted ones become 0. */
const WHOLE = 5;
const RING = (WHOLE - SIDE) / 2;
const FILTERS = 6;

/** Row by row. */
export type Kernel = readonly number[];

/** It answers where dark turns into bright on the way down. */
export const LEVEL_EDGES: Kernel = [-1, -1, -1, 0, 0, 0, 1, 1, 1];

/** The first filter becomes the kernel, the others become silent, so that the colours are measured by its map alone. */
export function changesOf(kernel: Kernel): WeightChange[] {
  const weights = Array.from({ length: WHOLE * WHOLE * FILTERS }, (_, place): WeightChange => {
    const [filter, x, y] = [place % FILTERS, Math.floor(place / FILTERS) % WHOLE, Math.floor(place / FILTERS / WHOLE)];
    const [row, column] = [y - RING, x - RING];
    const inside = filter === 0 && row >= 0 && row < SIDE && column >= 0 && column < SIDE;
    return { parameter: `${NODE}.W`, index: [y, x, 0, filter], value: inside ? (kernel[row * SIDE + column] ?? 0) : 0 };
  });
  const biases = Array.from({ length: FILTERS }, (_, filter): WeightChange => ({ parameter: `${NODE}.b`, index: [filter], value: 0 }));
  return [...weights, ...biases];
}

/** The places of the first map at which the kernel lies inside of the picture. */
export function inner(page: MapsOut): MapsOut {
  const [width, height] = [page.width - SIDE + 1, page.height - SIDE + 1];
  const bytes = bytesOf(page.planes);
  const kept = Array.from({ length: width * height }, (_, place) => bytes[(Math.floor(place / width) + 1) * page.width + (place % width) + 1] ?? 0);
  return { ...page, planes: btoa(String.fromCharCode(...kept)), count: 1, total: 1, numbers: [[0]], width, height, size: [height, width] };
}

/** The nine in the middle. */
export function middle({ columns, values }: Plane): Plane {
  const kept = Array.from({ length: SIDE * SIDE }, (_, place) => values[(RING + Math.floor(place / SIDE)) * columns + RING + (place % SIDE)] ?? null);
  return { rows: SIDE, columns: SIDE, values: kept };
}

/** Negative on the left, positive on the right, zero in between. */
export function answersToUprightEdges(kernel: Kernel): boolean {
  const column = (at: number) => [0, 1, 2].map((row) => kernel[row * SIDE + at] ?? 0);
  return column(0).every((weight) => weight < 0) && column(1).every((weight) => weight === 0) && column(2).every((weight) => weight > 0);
}
