/** What a Lab answers in base64, as numbers. */
import type { LabPlane, LabWeights } from '@/api';
import { bytesOf } from '@/shared/ui/pixels';

/** The units of a node over the plane, `size` × `size` each, the highest y first: value = byte / 127 · scale. */
export interface UnitMaps {
  size: number;
  scales: readonly number[];
  values: Int8Array;
}

export interface Weights {
  shape: readonly number[];
  values: Float32Array;
}

/** Each node that was drawn, by name. */
export function planeOf({ size, nodes, values }: LabPlane): Map<string, UnitMaps> {
  const bytes = new Int8Array(bytesOf(values).buffer);
  let start = 0;
  return new Map(
    nodes.map(({ node, scales }) => {
      const end = start + scales.length * size * size;
      const maps = { size, scales, values: bytes.subarray(start, end) };
      start = end;
      return [node, maps];
    }),
  );
}

/** Each parameter by its name, such as "dense_1.W". */
export function weightsOf(weights: readonly LabWeights[]): Map<string, Weights> {
  return new Map(weights.map(({ node, name, shape, values }) => [`${node}.${name}`, { shape, values: float32(values) }]));
}

/** Numbers in base64, each in four bytes with the lowest first. */
export function float32(base64: string): Float32Array {
  const bytes = bytesOf(base64);
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 4 }, (_, place) => view.getFloat32(4 * place, true));
}
