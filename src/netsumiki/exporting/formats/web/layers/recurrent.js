// Recurrent layers: they read a sequence step by step, and a state carries what they have read.

/** h[t] = tanh(x[t] W + h[t − 1] U + b) */
function simple_rnn(inputs, node) {
  return recurrent(inputs, node, 1, (heard, said, [h]) => {
    for (let k = 0; k < h.length; k++) h[k] = Math.tanh(heard[k] + said[k]);
  });
}

/** i, f, o = σ(x[t] W + h[t − 1] U + b), g = tanh(the same), c[t] = f · c[t − 1] + i · g, h[t] = o · tanh(c[t]) */
function lstm(inputs, node) {
  return recurrent(inputs, node, 2, (heard, said, [h, c]) => {
    const units = h.length;
    for (let k = 0; k < units; k++) {
      const [i, f, o, g] = [0, 1, 2, 3].map((gate) => heard[gate * units + k] + said[gate * units + k]);
      c[k] = logistic(f) * c[k] + logistic(i) * Math.tanh(g);
      h[k] = logistic(o) * Math.tanh(c[k]);
    }
  });
}

/** r, z = σ(x[t] W + h[t − 1] U + b), n = tanh(x[t] W + b + r · (h[t − 1] U + d)), h[t] = z · h[t − 1] + (1 − z) · n */
function gru(inputs, node) {
  return recurrent(inputs, node, 1, (heard, said, [h], { d }) => {
    const units = h.length;
    for (let k = 0; k < units; k++) {
      const r = logistic(heard[k] + said[k]);
      const z = logistic(heard[units + k] + said[units + k]);
      const n = Math.tanh(heard[2 * units + k] + r * (said[2 * units + k] + (d ? d[k] : 0)));
      h[k] = z * h[k] + (1 - z) * n;
    }
  });
}

/** Every direction goes through its steps; `advance(x W + b, h U, states, weights)` moves the states on by one. */
function recurrent([x, begin], node, states, advance) {
  const { shapes, units, returns } = node;
  const [steps, features] = shapes[0];
  const directions = node.bidirectional ? ['', '_back'] : [''];
  const y = new Float32Array(node.shape.reduce((product, size) => product * size, 1));
  directions.forEach((back, direction) => {
    const [W, U, b, d] = ['W', 'U', 'b', 'd'].map((name) => node[name + back]);
    const first = direction * states * units;
    const state = Array.from({ length: states }, (_, s) => begin?.slice(first + s * units, first + (s + 1) * units) ?? new Float32Array(units));
    for (let turn = 0; turn < steps; turn++) {
      const t = back ? steps - 1 - turn : turn;
      const heard = new Float64Array(W.length / features);
      const said = new Float64Array(heard.length);
      addProduct(heard, b, x, t * features, features, W);
      addProduct(said, null, state[0], 0, units, U);
      advance(heard, said, state, { d });
      if (returns === 'sequence') y.set(state[0], (t * directions.length + direction) * units);
    }
    if (returns === 'last') y.set(state[0], direction * units);
    if (returns === 'state') state.forEach((one, s) => y.set(one, first + s * units));
  });
  return y;
}
