// The numbers that the studio draws from a seed (NumPy's PCG64), so that a seed makes the same here and there.

const MASK32 = 0xffffffffn;
const MASK64 = (1n << 64n) - 1n;
const MASK128 = (1n << 128n) - 1n;
const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;

/** The stream of a seed; `branch` tells apart the streams that one seed has. */
function random(seed, branch = []) {
  const words = seed_words(seed, branch);
  const [high, low, first, second] = [0, 2, 4, 6].map((k) => BigInt(words[k]) | (BigInt(words[k + 1]) << 32n));
  const odd = (((first << 64n) | second) << 1n | 1n) & MASK128;
  let state = 0n;
  const turn = () => (state = (state * MULTIPLIER + odd) & MASK128);
  turn();
  state = (state + ((high << 64n) | low)) & MASK128;
  turn();
  const next64 = () => {
    turn();
    const folded = (state >> 64n) ^ (state & MASK64);
    const by = state >> 122n;
    return ((folded >> by) | (folded << (64n - by))) & MASK64;
  };
  let half;
  const next32 = () => {
    if (half !== undefined) {
      const kept = half;
      half = undefined;
      return kept;
    }
    const both = next64();
    half = Number(both >> 32n);
    return Number(both & MASK32);
  };
  const random32 = () => (next32() >>> 8) / 2 ** 24;
  return { random: () => Number(next64() >> 11n) / 2 ** 53, random32, normal: () => normal_number(next32, random32) };
}

/** Eight words of 32 bits that a seed is stirred into (NumPy's SeedSequence). */
function seed_words(seed, branch) {
  const entropy = [seed >>> 0, ...(seed >= 2 ** 32 ? [Math.floor(seed / 2 ** 32)] : [])];
  while (branch.length && entropy.length < 4) entropy.push(0);
  entropy.push(...branch);
  const stirred = (start, by) => (value) => {
    const mixed = Math.imul(value ^ start, (start = Math.imul(start, by)));
    return mixed ^ (mixed >>> 16);
  };
  const merged = (x, y) => {
    const both = Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y);
    return both ^ (both >>> 16);
  };
  const into = stirred(0x43b0d7e5, 0x931e8875);
  const pool = [0, 1, 2, 3].map((k) => into(entropy[k] ?? 0));
  for (let from = 0; from < 4; from++) for (let to = 0; to < 4; to++) if (from !== to) pool[to] = merged(pool[to], into(pool[from]));
  for (const word of entropy.slice(4)) for (let to = 0; to < 4; to++) pool[to] = merged(pool[to], into(word));
  const out = stirred(0x8b51f9dd, 0x58f38ded);
  return Array.from({ length: 8 }, (_, k) => out(pool[k % 4]) >>> 0);
}

const EDGE = 3.6541528853610088;
const AREA = 0.00492867323399;
let table;

/** The 256 layers of equal area under the bell curve: their widths, and the curve's height at each. */
function ziggurat() {
  if (table) return table;
  const bell = (x) => Math.exp(-0.5 * x * x);
  const [inner, width, height] = [new Float64Array(256), new Float64Array(256), new Float64Array(256)];
  let x = EDGE;
  width[0] = AREA / bell(EDGE);
  [inner[0], width[255], height[0], height[255]] = [EDGE / width[0], EDGE, 1, bell(EDGE)];
  for (let k = 254; k > 0; k--) {
    const next = Math.sqrt(-2 * Math.log(AREA / x + bell(x)));
    inner[k + 1] = next / x;
    [width[k], height[k], x] = [next, bell(next), next];
  }
  return (table = { inner, width, height });
}

/** A normal number. Source: Marsaglia & Tsang, The ziggurat method for generating random variables, 2000 */
function normal_number(next32, random32) {
  const { inner, width, height } = ziggurat();
  for (;;) {
    const bits = next32();
    const k = bits & 255;
    const share = (bits >>> 9) / 2 ** 23;
    const x = (bits & 256 ? -1 : 1) * Math.fround(share * width[k]);
    if (share < inner[k]) return x;
    if (k > 0) {
      if ((height[k - 1] - height[k]) * random32() + height[k] < Math.exp(-0.5 * x * x)) return x;
      continue;
    }
    for (;;) {
      const beyond = -Math.log1p(-random32()) / EDGE;
      const other = -Math.log1p(-random32());
      if (2 * other > beyond * beyond) return (bits >>> 17) & 1 ? -(EDGE + beyond) : EDGE + beyond;
    }
  }
}
