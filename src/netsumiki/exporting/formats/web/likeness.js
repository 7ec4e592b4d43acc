// How like the pictures that the network knows a picture is: by its scores, and by its grain.

/** energy − |A scores − m| − |B grain − n|, with the middles m and n of the class that is chosen */
function likeness(scores, x) {
  const best = scores.indexOf(Math.max(...scores));
  return energy(scores) - apart(scores, 'score', best) - apart(grain(x), 'grain', best);
}

/** |A v − m|; A row by row */
function apart(v, what, best) {
  const axes = packed(`certainty ${what}_axes`);
  const middle = part(packed(`certainty ${what}_middles`), best, info.classNames.length);
  return Math.hypot(...Array.from(middle, (m, i) => v.reduce((sum, one, k) => sum + axes[i * v.length + k] * one, -m)));
}

/** How much pixels differ from the next: the mean |change| down and across, and of these changes again */
function grain(x) {
  const [, W, C] = info.inputShape;
  return [1, 2].flatMap((times) => [
    change(x, W * C, times, () => true),
    change(x, C, times, (i) => (Math.floor(i / C) % W) + times < W),
  ]);
}

/** The mean |change| from each place that counts to the one a step further, or of two such changes. */
function change(x, step, times, counts) {
  let [sum, count] = [0, 0];
  for (let i = 0; i + times * step < x.length; i++) {
    if (!counts(i)) continue;
    const next = x[i + step];
    sum += Math.abs(times === 1 ? next - x[i] : x[i + 2 * step] - 2 * next + x[i]);
    count++;
  }
  return sum / count;
}
