// A pad to draw on with a finger, a pen, a mouse or the keyboard; it also takes a picture.

const SIDE = 280;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** `changed(picture)` is called with what was drawn, or the picture that was given. */
function make_pad(canvas, { ground, colour, width, changed }) {
  const shown_in = canvas.getContext('2d');
  const paper = element('canvas', { width: SIDE, height: SIDE });
  const context = paper.getContext('2d', { willReadFrequently: true });
  let strokes = [];
  let given = null;
  let pen = null;
  Object.assign(canvas, { width: SIDE, height: SIDE });

  const draw = () => {
    context.fillStyle = ground;
    context.fillRect(0, 0, SIDE, SIDE);
    if (given) {
      const scale = Math.min(SIDE / given.width, SIDE / given.height);
      const [w, h] = [given.width * scale, given.height * scale];
      context.drawImage(given, (SIDE - w) / 2, (SIDE - h) / 2, w, h);
    }
    Object.assign(context, { lineCap: 'round', lineJoin: 'round' });
    for (const stroke of strokes) {
      Object.assign(context, { lineWidth: stroke.width * SIDE, strokeStyle: stroke.colour });
      context.beginPath();
      stroke.points.forEach(([x, y], k) => context[k ? 'lineTo' : 'moveTo'](x * SIDE, y * SIDE));
      if (stroke.points.length === 1) context.lineTo(stroke.points[0][0] * SIDE + 0.01, stroke.points[0][1] * SIDE);
      context.stroke();
    }
    shown_in.drawImage(paper, 0, 0);
    if (pen) show_pen();
  };
  const answer_soon = soon(() => changed(strokes.length || !given ? paper : given, !strokes.length && !given));
  const redraw = () => {
    draw();
    answer_soon();
  };
  const begin_stroke = (at) => strokes.push({ points: [at], width: width(), colour: colour() });
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };

  canvas.addEventListener('pointerdown', (event) => {
    if (event.button > 0) return;
    canvas.setPointerCapture(event.pointerId);
    pen = null;
    begin_stroke(place(event));
    redraw();
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!canvas.hasPointerCapture(event.pointerId) || !strokes.length) return;
    const events = event.getCoalescedEvents?.() ?? [];
    strokes.at(-1).points.push(...(events.length ? events : [event]).map(place));
    redraw();
  });

  const show_pen = () => {
    const [x, y] = pen.at;
    Object.assign(shown_in, { lineWidth: 2, strokeStyle: '#0877bd' });
    shown_in.beginPath();
    shown_in.arc(x * SIDE, y * SIDE, pen.down ? 5 : 9, 0, 7);
    shown_in.stroke();
  };
  canvas.addEventListener('keydown', (event) => {
    pen ??= { at: [0.5, 0.5], down: false };
    const move = MOVES[event.key];
    if (move) {
      pen.at = pen.at.map((v, k) => Math.min(Math.max(v + move[k] * (event.shiftKey ? 0.1 : 0.03), 0), 1));
      if (pen.down) strokes.at(-1).points.push(pen.at);
    } else if (event.key === ' ') {
      pen.down = !pen.down;
      if (pen.down) begin_stroke(pen.at);
    } else {
      return;
    }
    event.preventDefault();
    redraw();
  });
  canvas.addEventListener('blur', () => {
    pen = null;
    draw();
  });

  return {
    clear: () => {
      [strokes, given] = [[], null];
      redraw();
    },
    undo: () => {
      strokes.pop();
      redraw();
    },
    show: (picture) => {
      [strokes, given] = [[], picture];
      redraw();
    },
    redraw,
  };
}

/** Pictures that are chosen, dropped or pasted; `take` gets each. */
function take_pictures(input, take, failed) {
  const open = async (file) => {
    if (!file) return;
    try {
      take(await createImageBitmap(file));
    } catch {
      failed();
    }
  };
  input.addEventListener('change', () => open(input.files[0]).then(() => (input.value = '')));
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    open(event.dataTransfer.files[0]);
  });
  addEventListener('paste', (event) => open([...event.clipboardData.files][0]));
}
