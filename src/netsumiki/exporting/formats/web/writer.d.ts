/** How probable each character is to follow a text. */
export function predict(text: string): Prediction;

/** The same for characters that are given by their places in `info.classNames`. */
export function probabilities(places: ArrayLike<number>): Float32Array;

/** `length` characters that follow a text, one after the other. Temperature 1 draws as the network says, 0 takes the likeliest. */
export function write(begin: string, length: number, options?: { temperature?: number; seed?: number }): Generator<string>;
