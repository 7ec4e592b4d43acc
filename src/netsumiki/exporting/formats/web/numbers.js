// Examples that are plain numbers, such as points.

/** What the model reads in the numbers of one example. */
export function predict(numbers) {
  return answer(numbers);
}

function network_input(numbers) {
  if (numbers.length !== EXAMPLE) throw new RangeError(`expected ${EXAMPLE} numbers, got ${numbers.length}`);
  return Float32Array.from(numbers);
}
