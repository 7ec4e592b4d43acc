// Normalisation, with what was learned of mean and variance.

/** y = gamma · (x − mean) / √(var + eps) + beta, for each channel */
function batch_norm([x], { eps = 1e-5, gamma, beta, mean, var: variance }) {
  const scale = gamma.map((g, c) => g / Math.sqrt(variance[c] + eps));
  return x.map((v, i) => (v - mean[i % mean.length]) * scale[i % scale.length] + beta[i % beta.length]);
}

/** y = gamma · (x − mean) / √(var + eps) + beta, mean and variance over the last axis */
function layer_norm([x], { eps = 1e-5, gamma, beta }) {
  const width = gamma.length;
  const y = new Float32Array(x.length);
  for (let at = 0; at < x.length; at += width) {
    const line = x.subarray(at, at + width);
    const mean = line.reduce((sum, v) => sum + v, 0) / width;
    const variance = line.reduce((sum, v) => sum + (v - mean) ** 2, 0) / width;
    line.forEach((v, k) => (y[at + k] = ((v - mean) / Math.sqrt(variance + eps)) * gamma[k] + beta[k]));
  }
  return y;
}
