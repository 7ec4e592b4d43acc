// The pixels of a picture: without transparency, grey or in colour, and no more of them than makes sense.

const LARGE = 1000;

/** { height, width, channels, data } of whatever shows a picture. */
function pixels_of(picture) {
  let { width, height, data } = picture;
  if (!data) {
    width = picture.naturalWidth || picture.videoWidth || width;
    height = picture.naturalHeight || picture.videoHeight || height;
    const canvas = picture.getContext ? picture : Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (canvas !== picture) context.drawImage(picture, 0, 0, width, height);
    data = context.getImageData(0, 0, width, height).data;
  }
  const channels = data.length / (width * height);
  if (![1, 3, 4].includes(channels)) throw new RangeError('expected 1, 3 or 4 bytes for each pixel');
  return { height, width, channels, data };
}

/** On white paper. A digit that was drawn without its paper is all that is opaque where the rim is transparent. */
function opaque(picture) {
  const { height, width, channels, data } = picture;
  if (channels < 4) return picture;
  const alone = ALONE && median(rim(picture, 3)) < 127.5;
  const out = new Float64Array(height * width * 3);
  for (let i = 0, at = 0; at < out.length; i += 4, at += 3) {
    const cover = data[i + 3] / 255;
    for (let c = 0; c < 3; c++) out[at + c] = alone ? data[i + 3] : 255 + (data[i + c] - 255) * cover;
  }
  return { height, width, channels: 3, data: out };
}

/** A photograph is first made smaller: each pixel is the mean of a square of them. */
function reduced(picture) {
  const { height, width, channels, data } = picture;
  const by = Math.floor(Math.max(height, width) / LARGE) + 1;
  if (by === 1) return picture;
  const [H, W] = [Math.ceil(height / by), Math.ceil(width / by)];
  const sums = new Float64Array(H * W * channels);
  const counts = new Float64Array(sums.length);
  for (let i = 0; i < height * width * channels; i++) {
    const pixel = Math.floor(i / channels);
    const place = Math.floor(Math.floor(pixel / width) / by) * W + Math.floor((pixel % width) / by);
    sums[place * channels + (i % channels)] += data[i];
    counts[place * channels + (i % channels)] += 1;
  }
  return { height: H, width: W, channels, data: sums.map((sum, i) => Math.floor(sum / counts[i] + 0.5)) };
}

/** Grey or in colour, as the network wants it; how bright a pixel looks: ITU-R BT.601. */
function channelled({ height, width, channels, data }) {
  const wanted = info.inputShape[2];
  if (channels === wanted) return { height, width, channels, data: Float64Array.from(data) };
  const out = new Float64Array(height * width * wanted);
  for (let i = 0, at = 0; i < out.length; i += wanted, at += channels) {
    if (wanted === 1) out[i] = 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
    else out.fill(data[at], i, i + wanted);
  }
  return { height, width, channels: wanted, data: out };
}
