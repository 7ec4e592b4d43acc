// Making a picture larger without having learned anything.

/** nearest: y[i, j] = x[⌊i / fh⌋, ⌊j / fw⌋]; bilinear: weighted means of the four neighbours */
function upsample([x], { shapes, shape, factor, between }) {
  const [height, width, channels] = shapes[0];
  const down = Array.from({ length: shape[0] }, (_, i) => between(i, height, factor[0]));
  const across = Array.from({ length: shape[1] }, (_, j) => between(j, width, factor[1]));
  const y = new Float32Array(shape[0] * shape[1] * channels);
  down.forEach((vertical, i) => {
    across.forEach((horizontal, j) => {
      for (const [row, a] of vertical) {
        for (const [column, b] of horizontal) {
          for (let c = 0; c < channels; c++) y[(i * shape[1] + j) * channels + c] += a * b * x[(row * width + column) * channels + c];
        }
      }
    });
  });
  return y;
}

/** The pixel that a pixel of the larger picture repeats, with its weight. */
function repeated(i, size, factor) {
  return [[Math.floor(i / factor), 1]];
}

/** The two pixels between which one of the larger picture lies, with their weights. */
function blended(i, size, factor) {
  const centre = Math.min(Math.max((i + 0.5) / factor - 0.5, 0), size - 1);
  const low = Math.min(Math.floor(centre), Math.max(size - 2, 0));
  return [[low, 1 - (centre - low)], [Math.min(low + 1, size - 1), centre - low]];
}
