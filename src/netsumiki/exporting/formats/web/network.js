// The network: its arrays, unpacked once, and its layers, one after the other.

/** The network's output for inputs by name: [[name, numbers], …]. */
function run(inputs) {
  const values = new Map(inputs);
  for (const node of network()) {
    values.set(node.name, node.layer(node.from.map((name) => values.get(name)), node));
  }
  return values.get(OUTPUT);
}

let nodes;

/** The layers in running order, each with the shapes of what it reads, and its weights. */
function network() {
  const known = new Map(INPUTS);
  let before = INPUTS[0][0];
  nodes ??= NODES.map(([name, layer, { from = [before], weights = [], owner = name, ...options }]) => {
    const shapes = from.map((one) => known.get(one));
    const node = { name, layer, from, shapes, shape: shapes[0], ...options };
    for (const key of weights) node[key] = packed(`${owner}.${key}`);
    known.set(name, node.shape);
    before = name;
    return node;
  });
  return nodes;
}

let arrays;

/** The array that is packed into this program under a name. */
function packed(wanted) {
  if (!arrays) {
    const bytes = Uint8Array.from(atob(PACKED), (c) => c.charCodeAt(0));
    let at = 0;
    const take = (count) => bytes.slice(at, (at += count)).buffer;
    const [size] = new Uint32Array(take(4));
    const told = JSON.parse(new TextDecoder().decode(take(size)));
    arrays = new Map(told.map(([name, kind, count, columns]) => [name, READ[kind](take, count, columns)]));
  }
  return arrays.get(wanted);
}

/** What the model was trained by, as Netsumiki reads it. */
export function recipe() {
  return JSON.parse(new TextDecoder().decode(packed('recipe')));
}

function float32(take, size) {
  return new Float32Array(take(4 * size));
}

function uint8(take, size) {
  return new Uint8Array(take(size));
}

function float16(take, size) {
  return Float32Array.from(new Uint16Array(take(2 * size)), widened);
}

/** The number that 16 bits stand for. */
function widened(bits) {
  const [sign, exponent, rest] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, (bits & 1023) / 1024];
  return sign * (exponent ? (1 + rest) * 2 ** (exponent - 15) : rest * 2 ** -14);
}

/** Whole numbers, times one scale for each column. */
function int8(take, size, columns) {
  const scales = float32(take, columns);
  return Float32Array.from(new Int8Array(take(size)), (v, i) => v * scales[i % columns]);
}

/** The largest difference between answers given now and those of the engine; of large ones, as a share of the largest. */
function compared(answers, kept) {
  const scale = kept.reduce((most, v) => Math.max(most, Math.abs(v)), 1);
  const difference = kept.reduce((most, v, i) => Math.max(most, Math.abs(v - answers[i]) / scale), 0);
  return { samples: SAMPLES, difference, agree: difference <= 1e-5 };
}

/** Part k of an array that holds so many equal ones. */
function part(array, k, count) {
  const size = array.length / count;
  return array.subarray(k * size, (k + 1) * size);
}

/** What work comes to that is done in steps. */
function finished(steps) {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
