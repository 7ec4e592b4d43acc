// Merging: several branches become one.

/** y = x₁ + x₂ + … */
function add(branches) {
  return branches.reduce((sum, x) => sum.map((v, i) => v + x[i]));
}

/** y = x₁ · x₂ · …, number by number */
function multiply(branches) {
  return branches.reduce((product, x) => product.map((v, i) => v * x[i]));
}

/** y = Σ x₁ · x₂ */
function dot([a, b]) {
  return Float32Array.of(a.reduce((sum, v, i) => sum + v * b[i], 0));
}

/** y = x₁, x₂, … one behind the other along one axis */
function concat(branches, { shapes, shape, axis }) {
  const y = new Float32Array(shape.reduce((product, size) => product * size, 1));
  const lengths = shapes.map((one) => one.slice(axis).reduce((product, size) => product * size, 1));
  for (let at = 0, turn = 0; at < y.length; turn++) {
    branches.forEach((x, k) => {
      y.set(x.subarray(turn * lengths[k], (turn + 1) * lengths[k]), at);
      at += lengths[k];
    });
  }
  return y;
}
