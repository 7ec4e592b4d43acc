/** What the model reads in an example. */
export interface Prediction {
  /** The best class. */
  label: string;
  /** How probable it is, from 0 to 1. */
  sure: number;
  /** Whether the example is probably none of the classes. */
  unknown: boolean;
  /** One for each class, in the order of `info.classNames`; their sum is 1. */
  probabilities: Float32Array;
  /** [class, probability], best first. */
  ranked: [label: string, probability: number][];
}

/** Answers the ten samples that the model brings along; `agree` when they are those of the engine. */
export function check(): { samples: number; difference: number; agree: boolean };

/** What the model says about itself. */
export const info: {
  title: string;
  classNames: string[];
  inputShape: number[];
  preprocessing: Record<string, unknown>;
  certainty?: { temperature: number; signal: string; threshold: number | null };
};

/** What the model was trained by, as Netsumiki reads it. */
export function recipe(): Record<string, unknown>;
