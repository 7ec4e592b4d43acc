/** What one, two and three neurons answer over a square of points: the smallest of their tanh(w · x + b). */

export const SIZE = 32;

/** Sharpness and turn of each neuron's boundary. */
const TURNS = [0.4, 2.5, 4.6];
const SHARPNESS = 4;
const BIAS = 0.35;

/** The joint answer of the first `neurons` neurons at each point of the square from −1 to 1. */
export function answers(neurons: number): Float32Array {
  return Float32Array.from({ length: SIZE * SIZE }, (_, place) => {
    const x = (2 * (place % SIZE)) / (SIZE - 1) - 1;
    const y = (2 * Math.floor(place / SIZE)) / (SIZE - 1) - 1;
    const each = TURNS.slice(0, neurons).map((turn) =>
      Math.tanh(SHARPNESS * (Math.cos(turn) * x + Math.sin(turn) * y + BIAS)),
    );
    return Math.min(...each);
  });
}
