// MNIST's form: light ink on black, in a box of 20 of 28 parts of the frame, centred by mass.

const MIN_CONTRAST = 16;
const FAINT = 0.1;

/** digit: the ink alone, as large as in MNIST and in its place */
function digit(picture, [H, W]) {
  const inked = framed(ink(picture));
  const longest = Math.max(inked.height, inked.width);
  const box = Math.floor((Math.min(H, W) * 20) / 28 + 0.5);
  const [h, w] = [inked.height, inked.width].map((side) => Math.max(1, Math.floor((box * side) / longest + 0.5)));
  const { data: small } = resized(inked, h, w);
  const strongest = small.reduce((most, v) => Math.max(most, v), 0);
  const down = new Float64Array(h);
  const across = new Float64Array(w);
  small.forEach((v, i) => {
    down[Math.floor(i / w)] += v;
    across[i % w] += v;
  });
  const [top, left] = [begin(down, H), begin(across, W)];
  const data = new Float64Array(H * W);
  small.forEach((v, i) => (data[(top + Math.floor(i / w)) * W + left + (i % w)] = (v * 255) / strongest));
  return { height: H, width: W, channels: 1, data };
}

/** How much each pixel differs from the background towards the ink; the background is what the rim shows. */
function ink(picture) {
  const edge = rim(picture, 0);
  const ground = median(edge);
  const toward = ground < 127.5 ? 1 : -1;
  let strongest = 0;
  const data = picture.data.slice();
  for (let i = 0; i < data.length; i++) {
    data[i] = toward * (data[i] - ground);
    if (data[i] > strongest) strongest = data[i];
  }
  if (strongest < MIN_CONTRAST) throw new RangeError('the picture shows nothing: draw on a plain background');
  const grain = Math.min(quantile(edge.map((v) => Math.abs(v - ground)), 0.9), strongest / 2);
  for (let i = 0; i < data.length; i++) data[i] = Math.max(data[i] - grain, 0) / (strongest - grain);
  return { ...picture, data };
}

/** The part in which there is ink. */
function framed(picture) {
  const { height, width, data } = picture;
  let [top, left, bottom, right] = [height, width, 0, 0];
  for (let i = 0; i < data.length; i++) {
    if (data[i] <= FAINT) continue;
    const column = i % width;
    const row = (i - column) / width;
    if (row < top) top = row;
    bottom = row;
    if (column < left) left = column;
    if (column > right) right = column;
  }
  return cut(picture, top, left, bottom - top + 1, right - left + 1);
}

/** Where so many numbers begin so that their centre of mass comes nearest to the middle of the frame. */
function begin(mass, size) {
  const total = mass.reduce((sum, v) => sum + v, 0);
  const centre = mass.reduce((sum, v, i) => sum + v * i, 0) / total;
  return Math.min(Math.max(Math.floor(size / 2 - centre + 0.5), 0), size - mass.length);
}
