/** What the model reads in the numbers of one example. */
export function predict(numbers: ArrayLike<number>): Prediction;

/** How probable each class is for these numbers. */
export function probabilities(numbers: ArrayLike<number>): Float32Array;
