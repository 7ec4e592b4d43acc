/** The noise that a seed stands for: the same as in Netsumiki. */
export function noise(seed: number): Float32Array;

/** What the network makes of noise, in its own scale. */
export function outputs(noise: ArrayLike<number>, label?: string | number): Float32Array;

/** Makes the ten samples that the model brings along; `agree` when they are those of the engine. */
export function check(): { samples: number; difference: number; agree: boolean };

/** What the model says about itself. */
export const info: {
  title: string;
  classNames: string[];
  /** Whether it is told which class to make. */
  conditional: boolean;
  exampleShape: number[];
  preprocessing: Record<string, unknown>;
};

/** What an example is made of: a seed, or noise of one's own; and the class, by its name or number. */
export interface Wanted {
  seed?: number;
  label?: string | number;
  noise?: Float32Array;
}

/** What the model was trained by, as Netsumiki reads it. */
export function recipe(): Record<string, unknown>;
