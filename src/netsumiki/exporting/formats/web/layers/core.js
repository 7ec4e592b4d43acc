// The basic layers: a weighted sum, changes of shape, and what becomes of whole numbers and of points.

/** y = x W + b, for each step of a sequence alike */
function dense([x], { shape, W, b }) {
  const units = shape.at(-1);
  const features = W.length / units;
  return rows(x, features, units, (from, y) => addProduct(y, b, x, from, features, W));
}

/** One row after the other: `fill(where the row of x begins, sums of the row)`. */
function rows(x, features, units, fill) {
  const count = x.length / features;
  const out = new Float32Array(count * units);
  for (let row = 0; row < count; row++) {
    const sums = new Float64Array(units);
    fill(row * features, sums);
    out.set(sums, row * units);
  }
  return out;
}

/** sums += b + x W, for `count` numbers of x from a place on */
function addProduct(sums, b, x, from, count, W) {
  const units = sums.length;
  for (let j = 0; b && j < units; j++) sums[j] += b[j];
  for (let i = 0; i < count; i++) addRow(sums, x[from + i], W, i * units);
}

/** sums += x · (the row of W that begins at a place) */
function addRow(sums, x, W, from) {
  if (x === 0) return;
  for (let j = 0; j < sums.length; j++) sums[j] += x * W[from + j];
}

/** y = x as one row of numbers */
function flatten([x]) {
  return x;
}

/** y = x, read in the same order with another shape */
function reshape([x]) {
  return x;
}

/** y = W[x]: one learned row per whole number */
function embedding([x], { shape, W }) {
  const units = shape.at(-1);
  const y = new Float32Array(x.length * units);
  x.forEach((k, i) => y.set(W.subarray(whole(k, W.length / units) * units, (k + 1) * units), i * units));
  return y;
}

/** y[k] = 1 if x = k, else 0 */
function one_hot([x], { shape }) {
  const classes = shape.at(-1);
  const y = new Float32Array(x.length * classes);
  x.forEach((k, i) => (y[i * classes + whole(k, classes)] = 1));
  return y;
}

function whole(k, count) {
  if (!Number.isInteger(k) || k < 0 || k >= count) throw new RangeError(`expected a whole number from 0 to ${count - 1}, got ${k}`);
  return k;
}

/** y = those of x₁, x₂, x₁², x₂², x₁x₂, sin πx₁ and sin πx₂ that are chosen */
function point_features([[a, b]], { chosen }) {
  const all = {
    x1: a, x2: b, x1_squared: a * a, x2_squared: b * b, x1_x2: a * b, sin_x1: Math.sin(Math.PI * a), sin_x2: Math.sin(Math.PI * b),
  };
  return Float32Array.from(chosen, (name) => all[name]);
}
