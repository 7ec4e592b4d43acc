// A network that says which character follows writes: one is drawn, and read as part of what stands before.

/** `length` characters that follow `begin`; temperature 1 draws as the network says, 0 takes the likeliest. */
export function* write(begin, length, { temperature = 0.7, seed = 0 } = {}) {
  const stream = random(seed);
  let read = [...plain(begin)];
  for (let k = 0; k < length; k++) {
    const p = probabilities(places(read));
    const place = temperature > 0 ? drawn(p, temperature, stream) : p.indexOf(Math.max(...p));
    read = [...read, info.classNames[place]].slice(-EXAMPLE);
    yield info.classNames[place];
  }
}

/** How probable each character is to follow a text, the likeliest first. */
export function predict(text) {
  return answer(places([...plain(text)]));
}

/** Small letters, and one space for each run of spaces and line ends. */
function plain(text) {
  const words = text.toLowerCase().split(/\s+/u).filter(Boolean).join(' ');
  return words && /\s$/u.test(text) ? words + ' ' : words;
}

/** The place of each character among those that the network knows, with spaces before them if there are too few. */
function places(characters) {
  const all = [...Array(EXAMPLE).fill(' '), ...characters].slice(-EXAMPLE);
  return Float32Array.from(all, (character) => {
    const place = info.classNames.indexOf(character);
    if (place < 0) throw new RangeError(`"${character}" does not occur in what the network has read: leave it out`);
    return place;
  });
}

/** p[k] ∝ p[k]^(1 / temperature) */
function drawn(p, temperature, stream) {
  const best = Math.log(Math.max(...p));
  const weights = Array.from(p, (v) => Math.exp((Math.log(Math.max(v, 1e-30)) - best) / temperature));
  let rest = stream.random() * weights.reduce((sum, v) => sum + v, 0);
  const place = weights.findIndex((weight) => (rest -= weight) < 0);
  return place < 0 ? weights.length - 1 : place;
}

function network_input(numbers) {
  return Float32Array.from(numbers);
}
