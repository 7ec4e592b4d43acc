/** The newest pictures and weights of the Lab, and those who paint them: once for each frame of the screen. */
import type { LabOut } from '@/api';
import { planeOf, type UnitMaps, type Weights, weightsOf } from './reading';

export class Screen {
  readonly maps = new Map<string, UnitMaps>();
  weights: ReadonlyMap<string, Weights> = new Map();
  reach = 1;
  /** The newest answer, whatever it was asked for. */
  out: LabOut | null = null;
  private readonly painters = new Set<() => void>();
  private frame = 0;

  take(out: LabOut): void {
    this.out = out;
    const { plane, weights } = out;
    if (plane) {
      this.reach = plane.reach;
      for (const [node, maps] of planeOf(plane)) this.maps.set(node, maps);
    }
    if (weights) this.weights = weightsOf(weights);
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      for (const paint of this.painters) paint();
    });
  }

  /** Paint now, and whenever there is something new; gives what ends it. */
  watch(paint: () => void): () => void {
    this.painters.add(paint);
    paint();
    return () => this.painters.delete(paint);
  }

  /** A weight from one unit to another of a dense node; `undefined` while the network has another shape. */
  weight(node: string, from: number, to: number, inputs: number, units: number): number | undefined {
    const weights = this.weights.get(`${node}.W`);
    if (weights?.shape[0] !== inputs || weights.shape[1] !== units) return undefined;
    return weights.values[from * units + to];
  }

  bias(node: string, to: number): number | undefined {
    return this.weights.get(`${node}.b`)?.values[to];
  }
}
