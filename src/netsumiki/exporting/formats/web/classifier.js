// From scores to an answer.

/** How probable each class is, as shares of one. */
export function probabilities(example) {
  return SHARES(scaled(network_input(example)));
}

/** The scores of what the network reads, divided by the temperature that was found on examples kept aside. */
function scaled(x) {
  return run([[INPUTS[0][0], x]]).map((v) => v / TEMPERATURE);
}

function answer(example) {
  const x = network_input(example);
  const scores = scaled(x);
  const shares = SHARES(scores);
  const best = shares.indexOf(Math.max(...shares));
  const ranked = Array.from(shares, (p, k) => [info.classNames[k], p]).sort((a, b) => b[1] - a[1]);
  return { label: info.classNames[best], sure: shares[best], unknown: unknown(scores, x), probabilities: shares, ranked };
}

/** Whether it is probably none of the classes. */
function unknown(scores, x) {
  return THRESHOLD !== null && SIGNAL(scores, x) < THRESHOLD;
}

/** log Σ eˢ: how much speaks for any of the classes at all */
function energy(scores) {
  const top = Math.max(...scores);
  return top + Math.log(scores.reduce((sum, v) => sum + Math.exp(v - top), 0));
}

/** How much more speaks for one class than for the others. */
function probability(scores) {
  return Math.max(...softmax_shares(scores));
}

function softmax_shares(scores) {
  return softmax([scores], { shape: [scores.length] });
}

function sigmoid_shares(scores) {
  return plain_shares(sigmoid([scores]));
}

/** Each class was scored by itself: shares of one whole. */
function plain_shares(scores) {
  const positive = scores.map((v) => Math.max(v, 0));
  const total = positive.reduce((sum, v) => sum + v, 0);
  return total > 0 ? positive.map((v) => v / total) : positive;
}

/** Answers the samples that the model brings along, and compares with what the engine answered. */
export function check() {
  return finished(checking());
}

function* checking() {
  const inputs = packed('golden inputs');
  const answers = [];
  for (let k = 0; k < SAMPLES; k++) {
    answers.push(...probabilities(part(inputs, k, SAMPLES)));
    yield;
  }
  return compared(answers, packed('golden answers'));
}
