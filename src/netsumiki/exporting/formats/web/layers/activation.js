// Activations, number by number, and softmax.

/** y = 1 if x > 0, else 0 */
function step([x]) {
  return x.map((v) => (v > 0 ? 1 : 0));
}

/** y = max(x, 0) */
function relu([x]) {
  return x.map((v) => (v > 0 ? v : 0));
}

/** y = max(x, slope · x) */
function leaky_relu([x], { slope }) {
  return x.map((v) => (v > 0 ? v : slope * v));
}

/** y = x if x > 0, else alpha · (eˣ − 1) */
function elu([x], { alpha }) {
  return x.map((v) => (v > 0 ? v : alpha * Math.expm1(v)));
}

/** y = 1 / (1 + e⁻ˣ) */
function sigmoid([x]) {
  return x.map(logistic);
}

function logistic(v) {
  return 0.5 * Math.tanh(0.5 * v) + 0.5;
}

/** y = tanh(x) */
function tanh([x]) {
  return x.map(Math.tanh);
}

/** y = log(1 + eˣ) */
function softplus([x]) {
  return x.map((v) => Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))));
}

/** y = x · sigmoid(x) */
function silu([x]) {
  return x.map((v) => v * logistic(v));
}

/** y = ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))) */
function gelu([x]) {
  return x.map((v) => 0.5 * v * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v ** 3))));
}

/** yᵢ = eˣⁱ / Σⱼ eˣʲ over the last axis */
function softmax([x], { shape }) {
  const y = new Float32Array(x.length);
  const width = shape.at(-1);
  for (let at = 0; at < x.length; at += width) {
    const line = x.subarray(at, at + width);
    const largest = Math.max(...line);
    const powers = Array.from(line, (v) => Math.exp(v - largest));
    const total = powers.reduce((sum, v) => sum + v, 0);
    powers.forEach((v, k) => (y[at + k] = v / total));
  }
  return y;
}
