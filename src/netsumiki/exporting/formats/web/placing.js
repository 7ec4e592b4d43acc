// How a picture of any size gets into the network's frame. A picture is { height, width, channels, data: 0 to 255 }.

/** fit: all of it, the rest of the frame in the median colour of its rim */
function fit(picture, [H, W]) {
  const scale = Math.min(H / picture.height, W / picture.width);
  const [h, w] = [picture.height, picture.width].map((side) => Math.max(1, Math.floor(scale * side + 0.5)));
  const [top, left] = [Math.floor((H - h) / 2), Math.floor((W - w) / 2)];
  const inner = resized(picture, h, w);
  const { channels } = picture;
  const ground = Array.from({ length: channels }, (_, c) => median(rim(picture, c)));
  const data = Float64Array.from({ length: H * W * channels }, (_, i) => ground[i % channels]);
  for (let row = 0; row < h; row++) {
    data.set(inner.data.subarray(row * w * channels, (row + 1) * w * channels), ((top + row) * W + left) * channels);
  }
  return { height: H, width: W, channels, data };
}

/** crop: its middle fills the frame */
function crop(picture, [H, W]) {
  const { height, width } = picture;
  const scale = Math.max(H / height, W / width);
  const [h, w] = [[height, H], [width, W]].map(([side, n]) => Math.min(side, Math.max(1, Math.floor(n / scale + 0.5))));
  return resized(cut(picture, Math.floor((height - h) / 2), Math.floor((width - w) / 2), h, w), H, W);
}

/** stretch: all of it fills the frame */
function stretch(picture, [H, W]) {
  return resized(picture, H, W);
}

function cut({ width, channels, data }, top, left, h, w) {
  const out = new Float64Array(h * w * channels);
  for (let row = 0; row < h; row++) {
    const from = ((top + row) * width + left) * channels;
    out.set(data.subarray(from, from + w * channels), row * w * channels);
  }
  return { height: h, width: w, channels, data: out };
}

/** The picture in another size: first its rows, then its columns. */
function resized({ height, width, channels, data }, H, W) {
  const tall = new Float64Array(H * width * channels);
  shares(height, H).forEach((sources, row) => {
    for (const [from, share] of sources) {
      for (let k = 0; k < width * channels; k++) tall[row * width * channels + k] += share * data[from * width * channels + k];
    }
  });
  const out = new Float64Array(H * W * channels);
  shares(width, W).forEach((sources, column) => {
    for (const [from, share] of sources) {
      for (let row = 0; row < H; row++) {
        for (let c = 0; c < channels; c++) {
          out[(row * W + column) * channels + c] += share * tall[(row * width + from) * channels + c];
        }
      }
    }
  });
  return { height: H, width: W, channels, data: out };
}

/** For each new pixel, the old ones it is made of: the mean over its area, or between two when it enlarges. */
function shares(source, target) {
  const scale = source / target;
  return Array.from({ length: target }, (_, i) => {
    const centre = Math.min(Math.max((i + 0.5) * scale - 0.5, 0), source - 1);
    const [begin, end] = scale >= 1 ? [i * scale, (i + 1) * scale] : [centre - 1, centre + 2];
    const found = [];
    for (let k = Math.max(Math.floor(begin), 0); k < Math.min(Math.ceil(end), source); k++) {
      const share = scale >= 1 ? (Math.min(end, k + 1) - Math.max(begin, k)) / scale : 1 - Math.abs(centre - k);
      if (share > 0) found.push([k, share]);
    }
    return found;
  });
}

/** The outermost pixels of one channel. */
function rim({ height, width, channels, data }, c) {
  const found = [];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column += row % (height - 1) ? Math.max(width - 1, 1) : 1) {
      found.push(data[(row * width + column) * channels + c]);
    }
  }
  return found;
}

function median(numbers) {
  return quantile(numbers, 0.5);
}

/** The number below which such a share of all lies, between two of them on a straight line. */
function quantile(numbers, share) {
  const sorted = Float64Array.from(numbers).sort();
  const place = (sorted.length - 1) * share;
  const low = Math.floor(place);
  return sorted[low] + (place - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
}
