// A page on which one draws, and a network answers.

function page_that_reads() {
  const colour = info.inputShape[2] === 3;
  // what sees the whole pad has mostly learnt light on dark; a digit is found on either
  const slate = !colour && !ALONE && !INVERT;
  by_id('colour-field').hidden = !colour;
  let last = null;
  const pad = make_pad(by_id('pad'), {
    ground: slate ? '#000000' : '#ffffff',
    colour: () => (colour ? by_id('colour').value : slate ? '#ffffff' : '#000000'),
    width: () => Number(by_id('pen').value) / 100,
    changed: (picture, empty) => {
      last = empty ? null : picture;
      answer_picture(last);
    },
  });
  by_id('clear').addEventListener('click', pad.clear);
  by_id('undo').addEventListener('click', pad.undo);
  take_pictures(by_id('file'), pad.show, () => tell_answer(say('unreadable'), true));
  make_camera(by_id('camera'), pad.show, () => tell_answer(say('no-camera'), true), [
    [by_id('pad'), 'pointerdown'],
    [by_id('clear'), 'click'],
    [by_id('file'), 'change'],
  ]);
  begin_page(() => answer_picture(last));
  pad.redraw();
}

function answer_picture(picture) {
  const begin = performance.now();
  const seen = picture && seen_in(picture);
  if (!seen) {
    tell_answer(say(picture ? 'nothing' : 'draw'), true);
    show_bars(by_id('bars'), info.classNames.map((name) => [name, null]));
    by_id('seen').hidden = true;
    return;
  }
  const said = answer(seen);
  tell_answer(said.unknown ? say('unknown') : shown(said.label), said.unknown);
  show_bars(by_id('bars'), said.ranked);
  by_id('seen').hidden = false;
  paint(by_id('network-input'), as_image(seen));
  by_id('time').textContent = say('answered', { time: number(performance.now() - begin, 1) });
}

/** A class stands there large, anything else small. */
function tell_answer(words, is_none) {
  by_id('answer').textContent = words;
  by_id('answer').classList.toggle('unsure', is_none);
}

function seen_in(picture) {
  try {
    return prepare(picture);
  } catch {
    return null;
  }
}

/** The bytes that the network reads, as a picture. */
function as_image(bytes) {
  const [height, width, channels] = info.inputShape;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) data[4 * i + c] = bytes[i * channels + (channels === 1 ? 0 : c)];
  }
  return { width, height, data };
}
