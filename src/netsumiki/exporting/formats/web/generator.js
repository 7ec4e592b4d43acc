// From noise to examples.

/** The example of a seed, and of a class by its name or number where the model is told one. */
export function generate({ seed = 0, label = 0, noise: given } = {}) {
  return EXAMPLE_OF(outputs(given ?? noise(seed), label));
}

/** The noise of a seed: that of the first example which the studio makes of it. */
export function noise(seed) {
  const stream = random(seed, NOISE_STREAM);
  return Float32Array.from({ length: NOISE }, () => NOISE_OF(stream));
}

function normal(stream) {
  return stream.normal();
}

function uniform(stream) {
  return stream.random32();
}

function symmetric(stream) {
  return 2 * stream.random32() - 1;
}

/** What the network makes of noise, in its own scale. */
export function outputs(given, label = 0) {
  let made;
  for (made of STEPS(given, label));
  return made;
}

/** The number of a class. */
function class_number(label) {
  const number = typeof label === 'number' ? label : info.classNames.indexOf(label);
  if (!(number in info.classNames)) throw new RangeError(`expected one of ${info.classNames.join(', ')}, got ${label}`);
  return number;
}

function labelled(label) {
  return [['label', Float32Array.of(class_number(label))]];
}

function unlabelled() {
  return [];
}

/** One step of a network that makes an example at once. */
function* at_once(given, label) {
  yield run([['noise', given], ...LABEL_OF(label)]);
}

/** dx/dt = v(x, t, label) from noise at t = 0 to an example at t = 1, in steps of the midpoint rule */
function* flowing(given, label) {
  const length = 1 / FLOW.steps;
  let x = given;
  for (let turn = 0; turn < FLOW.steps; turn++) {
    const halfway = moved(x, length / 2, velocity(x, turn * length, label));
    x = moved(x, length, velocity(halfway, (turn + 0.5) * length, label));
    yield x;
  }
}

function moved(x, by, v) {
  return x.map((one, i) => one + by * v[i]);
}

/** v(no label) + guidance · (v(label) − v(no label)) */
function velocity(x, time, label) {
  const inputs = [['noise', x], ['time', Float32Array.of(time)]];
  const told = run([...inputs, ...LABEL_OF(label)]);
  if (!FLOW.guided) return told;
  const free = run([...inputs, ['label', Float32Array.of(info.classNames.length)]]);
  return free.map((v, i) => v + FLOW.guidance * (told[i] - v));
}

/** A point as it is. */
function point(made) {
  return made;
}

/** A picture as bytes: { width, height, data }, as ImageData has them. */
function picture(made) {
  const [height, width, channels] = info.exampleShape;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) data[4 * i + c] = 255 * TO_UNIT(made[i * channels + (channels === 1 ? 0 : c)]);
  }
  return { width, height, data };
}

/** Makes the samples that the model brings along once more, and compares with what the engine made. */
export function check() {
  return finished(checking());
}

function* checking() {
  const [given, labels] = [packed('golden noise'), packed('golden labels')];
  const all = [];
  for (let k = 0; k < SAMPLES; k++) {
    let made;
    for (made of STEPS(part(given, k, SAMPLES), labels[k])) yield;
    all.push(...made);
  }
  return compared(all, packed('golden answers'));
}
