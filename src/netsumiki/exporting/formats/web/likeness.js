// How like the pictures that the network knows a picture is: by its scores, and by its grain.

/** energy − |A scores − m| − |B grain − n|, with the middles m and n of the class that is chosen */
function likeness(scores, x) {
  const best = scores.indexOf(Math.max(...scores));
  const apart = (v, what) => {
    const axes = packed(`${what} axes`);
    const middle = part(packed(`${what} middles`), best, scores.length);
    return Math.hypot(...middle.map((m, i) => v.reduce((sum, one, k) => sum + axes[i * v.length + k] * one, -m)));
  };
  return energy(scores) - apart(scores, 'score') - apart(grain_of(x), 'grain');
}

/** The mean |change| from pixel to pixel, down and across, and of these changes again */
function grain_of(x) {
  const [, W, C] = info.inputShape;
  const down = { by: W * C, line: x.length };
  const across = { by: C, line: W * C };
  return [1, 2].flatMap((times) => [down, across].map(({ by, line }) => {
    let v = x;
    for (let left = line; left > line - times * by; left -= by) {
      v = v.map((one, i) => v[i + by] - one).filter((one, i) => i % left < left - by);
    }
    return v.reduce((sum, one) => sum + Math.abs(one), 0) / v.length;
  }));
}
