// Pooling: the strongest or the mean of each window.

/** y[i, j, c] = the largest x in the window at (i, j) */
function max_pool([x], node) {
  return pool(x, node, -Infinity, Math.max);
}

/** y[i, j, c] = the mean of x in the window at (i, j); pixels beyond the border count as zeros */
function average_pool([x], node) {
  const area = node.kernel[0] * node.kernel[1];
  return pool(x, node, 0, (sum, v) => sum + v).map((sum) => sum / area);
}

function pool(x, { shapes, shape, kernel, strides, pad }, start, join) {
  const channels = shape[2];
  const y = new Float32Array(shape[0] * shape[1] * channels).fill(start);
  slide(shapes[0], shape, kernel, strides, undefined, pad, (at, visit) => {
    visit((pixel) => {
      for (let c = 0; c < channels; c++) y[at * channels + c] = join(y[at * channels + c], x[pixel * channels + c]);
    });
  });
  return y;
}

/** y[c] = mean of x[:, :, c] */
function global_average_pool([x], { shape }) {
  const channels = shape[0];
  const sums = new Float64Array(channels);
  x.forEach((v, i) => (sums[i % channels] += v));
  return Float32Array.from(sums, (sum) => (sum * channels) / x.length);
}

/** y[c] = max of x[:, :, c] */
function global_max_pool([x], { shape }) {
  const y = new Float32Array(shape[0]).fill(-Infinity);
  x.forEach((v, i) => (y[i % y.length] = Math.max(y[i % y.length], v)));
  return y;
}
