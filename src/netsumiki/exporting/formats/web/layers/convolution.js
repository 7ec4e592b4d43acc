// Convolutions. Pictures are (height, width, channels); `pad` says how far a window may reach beyond the top and the left.

/** y[i, j, f] = Σ x[i · sh + kh · dh − top, j · sw + kw · dw − left, c] · W[kh, kw, c, f] + b[f] */
function conv2d([x], { shapes, shape, kernel, strides, dilation, pad, W, b }) {
  const channels = shapes[0][2];
  const filters = shape[2];
  const y = new Float32Array(shape[0] * shape[1] * filters);
  const sums = new Float64Array(filters);
  slide(shapes[0], shape, kernel, strides, dilation, pad, (at, visit) => {
    sums.fill(0);
    if (b) sums.set(b);
    visit((pixel, tap) => {
      for (let c = 0; c < channels; c++) addRow(sums, x[pixel * channels + c], W, (tap * channels + c) * filters);
    });
    y.set(sums, at * filters);
  });
  return y;
}

/**
 * `look(place of the output, visit)` for every window, where `visit(each)` calls `each(pixel, tap)` for every pixel of the
 * picture that lies in the window, and its place in the kernel.
 */
function slide([height, width], [rows, columns], [KH, KW], [sh, sw] = [1, 1], [dh, dw] = [1, 1], [top, left] = [0, 0], look) {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      look(i * columns + j, (each) => {
        for (let kh = 0; kh < KH; kh++) {
          const row = i * sh + kh * dh - top;
          if (row < 0 || row >= height) continue;
          for (let kw = 0; kw < KW; kw++) {
            const column = j * sw + kw * dw - left;
            if (column >= 0 && column < width) each(row * width + column, kh * KW + kw);
          }
        }
      });
    }
  }
}

/** y[i · sh + kh − top, j · sw + kw − left, f] += x[i, j, c] · W[kh, kw, f, c], then + b[f] */
function conv2d_transpose([x], { shapes, shape, kernel, strides, pad, W, b }) {
  const channels = shapes[0][2];
  const filters = shape[2];
  const sums = new Float64Array(shape[0] * shape[1] * filters);
  for (let k = 0; b && k < sums.length; k++) sums[k] = b[k % filters];
  slide(shape, shapes[0], kernel, strides, undefined, pad, (at, visit) => {
    visit((pixel, tap) => {
      for (let f = 0; f < filters; f++) {
        let sum = 0;
        const from = (tap * filters + f) * channels;
        for (let c = 0; c < channels; c++) sum += x[at * channels + c] * W[from + c];
        sums[pixel * filters + f] += sum;
      }
    });
  });
  return Float32Array.from(sums);
}

/** y[i, j, c] = Σ x[i · sh + kh · dh − top, j · sw + kw · dw − left, c] · W[kh, kw, c] + b[c] */
function depthwise_conv2d([x], { shapes, shape, kernel, strides, dilation, pad, W, b }) {
  const channels = shape[2];
  const y = new Float32Array(shape[0] * shape[1] * channels);
  const sums = new Float64Array(channels);
  slide(shapes[0], shape, kernel, strides, dilation, pad, (at, visit) => {
    sums.fill(0);
    if (b) sums.set(b);
    visit((pixel, tap) => {
      for (let c = 0; c < channels; c++) sums[c] += x[pixel * channels + c] * W[tap * channels + c];
    });
    y.set(sums, at * channels);
  });
  return y;
}
