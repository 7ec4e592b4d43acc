/** A drawing as requests carry it: strokes of places in a square of side 1, and the width of the brush. */
export interface Drawing {
  strokes: readonly (readonly (readonly [number, number])[])[];
  brush: number;
}
