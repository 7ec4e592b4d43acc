// A page on which a generator makes pictures: of a class, of a seed, moved along the directions that change most.

const BESIDE = 8;

function page_that_makes() {
  const wanted = { label: 0, seed: 0, amounts: Array(DIRECTIONS).fill(0) };
  let turn = 0;
  const again = async () => {
    const mine = ++turn;
    const begin = performance.now();
    const done = await make_slowly(by_id('made'), wanted, () => mine === turn);
    if (!done) return;
    by_id('time').textContent = say('made', { time: number(performance.now() - begin, 1) });
    for (const [k, button] of [...by_id('beside').children].entries()) {
      if (!(await make_slowly(button.firstChild, { ...wanted, seed: wanted.seed + k + 1 }, () => mine === turn))) return;
    }
  };
  const ask = soon(again);
  const choose_seed = (seed) => {
    wanted.seed = Math.min(Math.max(Math.floor(seed) || 0, 0), 2 ** 32 - 1);
    by_id('seed').value = wanted.seed;
    name_pictures(wanted);
    ask();
  };
  make_choices(wanted, () => {
    name_pictures(wanted);
    ask();
  });
  for (let k = 0; k < BESIDE; k++) {
    const button = element('button', { type: 'button' }, element('canvas'));
    button.addEventListener('click', () => choose_seed(wanted.seed + k + 1));
    by_id('beside').append(button);
  }
  make_sliders(wanted, ask);
  by_id('seed').addEventListener('change', () => choose_seed(Number(by_id('seed').value)));
  by_id('another').addEventListener('click', () => choose_seed(Math.floor(Math.random() * 1e6)));
  by_id('save').addEventListener('click', () => save_picture(by_id('made'), `${wanted.seed}.png`));
  begin_page(() => name_pictures(wanted));
  choose_seed(0);
}

/** Radio buttons for the classes, where the model is told one. */
function make_choices(wanted, changed) {
  by_id('class-field').hidden = !info.conditional;
  for (const [place, name] of info.conditional ? info.classNames.entries() : []) {
    const input = element('input', { type: 'radio', name: 'class', checked: place === 0 });
    input.addEventListener('change', () => {
      wanted.label = place;
      changed();
    });
    by_id('classes').append(element('label', {}, input, element('span', { textContent: shown(name) })));
  }
}

function make_sliders(wanted, changed) {
  by_id('direction-field').hidden = DIRECTIONS === 0;
  for (let k = 0; k < DIRECTIONS; k++) {
    const slider = element('input', { type: 'range', min: -3, max: 3, step: 0.1, value: 0 });
    slider.addEventListener('input', () => {
      wanted.amounts[k] = Number(slider.value);
      changed();
    });
    by_id('directions').append(element('label', {}, String(k + 1), slider));
  }
  by_id('straight').addEventListener('click', () => {
    wanted.amounts.fill(0);
    for (const slider of by_id('directions').querySelectorAll('input')) slider.value = 0;
    changed();
  });
}

/** The sliders and pictures say what they are, also to those who do not see them. */
function name_pictures({ label, seed }) {
  const named = (n) => (info.conditional ? say('picture-of', { name: shown(info.classNames[label]), seed: n }) : say('picture', { seed: n }));
  by_id('made').setAttribute('aria-label', named(seed));
  [...by_id('beside').children].forEach((button, k) => button.setAttribute('aria-label', named(seed + k + 1)));
  [...by_id('directions').querySelectorAll('input')].forEach((slider, k) => slider.setAttribute('aria-label', say('direction', { number: k + 1 })));
}

/** Makes one picture without holding up the page; false when it is no longer wanted. */
async function make_slowly(canvas, { label, seed, amounts }, still_wanted) {
  for (const made of STEPS(directed(noise(seed), amounts), label)) {
    paint(canvas, picture(made));
    await rest();
    if (!still_wanted()) return false;
  }
  return true;
}

/** noise + Σ amount · deviation · direction, within what the network has seen of noise */
function directed(given, amounts) {
  const all = DIRECTIONS ? packed('directions') : null;
  return given.map((v, i) => {
    const by = amounts.reduce((sum, amount, k) => sum + (amount ? amount * DEVIATION * all[k * NOISE + i] : 0), 0);
    return Math.min(Math.max(v + by, LOWEST), HIGHEST);
  });
}

/** The picture as a file, each of its pixels as eight. */
function save_picture(canvas, name) {
  const large = element('canvas', { width: canvas.width * 8, height: canvas.height * 8 });
  const context = large.getContext('2d');
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, 0, 0, large.width, large.height);
  large.toBlob((blob) => {
    const link = element('a', { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
  });
}
