// Pages of networks that live in the plane: which class is where, or where points come to lie.

const PLANE = 72;
const COLOURS = ['#0877bd', '#c2670a', '#15803d', '#7c3aed', '#b91c1c', '#0b7f83', '#c2456b', '#6b7280', '#a16207', '#1e40af'];

function page_of_the_plane() {
  const canvas = by_id('plane');
  let at = [0, 0];
  const reach = REACH;
  const tell_point = () => {
    const said = answer(at);
    by_id('answer').textContent = said.unknown ? say('unknown') : shown(said.label);
    show_bars(by_id('bars'), said.ranked);
    canvas.setAttribute('aria-label', say('plane', { x: number(at[0], 2), y: number(at[1], 2) }));
    paint_plane(canvas, reach, at);
  };
  const move_to = (x, y) => {
    at = [x, y].map((v) => Math.min(Math.max(v, -reach), reach));
    tell_point();
  };
  canvas.addEventListener('pointermove', (event) => {
    const box = canvas.getBoundingClientRect();
    move_to((2 * (event.clientX - box.left) / box.width - 1) * reach, (1 - 2 * (event.clientY - box.top) / box.height) * reach);
  });
  canvas.addEventListener('keydown', (event) => {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!move) return;
    event.preventDefault();
    move_to(at[0] + (move[0] * reach) / 20, at[1] + (move[1] * reach) / 20);
  });
  begin_page(tell_point);
}

let ground;

/** The best class of every place, the paler the less sure, and the point that is looked at. */
function paint_plane(canvas, reach, [x, y]) {
  ground ??= ground_of_plane(reach);
  paint(canvas, ground);
  const context = canvas.getContext('2d');
  context.strokeStyle = '#000';
  context.strokeRect(((x / reach + 1) * PLANE) / 2 - 1.5, ((1 - y / reach) * PLANE) / 2 - 1.5, 3, 3);
}

function ground_of_plane(reach) {
  const data = new Uint8ClampedArray(PLANE * PLANE * 4).fill(255);
  for (let i = 0; i < PLANE * PLANE; i++) {
    const [column, row] = [i % PLANE, Math.floor(i / PLANE)].map((v) => (2 * (v + 0.5)) / PLANE - 1);
    const shares = probabilities([column * reach, -row * reach]);
    const sure = Math.max(...shares);
    data.set(blended_colour(COLOURS[shares.indexOf(sure) % COLOURS.length], sure * sure), 4 * i);
  }
  return { width: PLANE, height: PLANE, data };
}

function blended_colour(colour, share) {
  const [r, g, b] = [1, 3, 5].map((k) => parseInt(colour.slice(k, k + 2), 16));
  return [r, g, b].map((v) => 255 + (v - 255) * share);
}

/** Points that a generator makes of seeds, one behind the other. */
function page_of_points() {
  const wanted = { label: 0, first: 0 };
  const canvas = by_id('plane');
  const scatter = soon(() => {
    const begin = performance.now();
    const points = Array.from({ length: 1000 }, (_, k) => generate({ seed: wanted.first + k, label: wanted.label }));
    paint_points(canvas, points);
    by_id('time').textContent = say('made', { time: number(performance.now() - begin, 1) });
  });
  make_choices(wanted, scatter);
  by_id('another').addEventListener('click', () => {
    wanted.first += 1000;
    scatter();
  });
  begin_page(() => canvas.setAttribute('aria-label', say('points')));
  scatter();
}

function paint_points(canvas, points) {
  const size = 560;
  Object.assign(canvas, { width: size, height: size });
  const reach = 1.1 * Math.max(...points.flatMap((one) => [...one].map(Math.abs)), 1e-9);
  const context = canvas.getContext('2d');
  context.fillStyle = getComputedStyle(canvas).color;
  for (const [x, y] of points) {
    context.beginPath();
    context.arc(((x / reach + 1) * size) / 2, ((1 - y / reach) * size) / 2, 2.2, 0, 7);
    context.fill();
  }
}
