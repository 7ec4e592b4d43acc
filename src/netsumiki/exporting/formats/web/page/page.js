// What every page has: words in three languages, elements, and the proof.

const LANGUAGES = { en: 'English', ja: '日本語', ru: 'Русский' };
let language = (navigator.languages ?? ['en']).map((tag) => tag.slice(0, 2)).find((tag) => tag in LANGUAGES) ?? 'en';
let retell = () => {};

/** A sentence in the reader's language, with numbers and names put in. */
function say(key, facts = {}) {
  return WORDS[language][key].replace(/\{(\w+)\}/g, (_, name) => facts[name]);
}

function number(value, digits = 0) {
  return value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function percent(share) {
  return (share > 0.9995 && share < 1 ? number(99.9, 1) : number(100 * share, 1)) + '\u00a0%';
}

function by_id(id) {
  return document.getElementById(id);
}

/** An element with properties, in which there may be others and text. */
function element(tag, properties = {}, ...inside) {
  const { data, ...plain } = properties;
  const made = Object.assign(document.createElement(tag), plain);
  made.append(...inside);
  return made;
}

/** Every element with data-say gets its words; those with data-label get an accessible name. */
function tell() {
  document.documentElement.lang = language;
  document.title = info.title;
  by_id('title').textContent = info.title;
  for (const one of document.querySelectorAll('[data-say]')) one.textContent = say(one.dataset.say);
  for (const one of document.querySelectorAll('[data-label]')) one.setAttribute('aria-label', say(one.dataset.label));
  for (const one of document.querySelectorAll('[data-language]')) {
    one.setAttribute('aria-pressed', String(one.dataset.language === language));
  }
  retell();
}

/** Begins the page; `again` says anew what depends on the language. */
function begin_page(again) {
  const choice = by_id('languages');
  for (const [tag, name] of Object.entries(LANGUAGES)) {
    const button = element('button', { type: 'button', lang: tag, textContent: name });
    button.dataset.language = tag;
    button.addEventListener('click', () => {
      language = tag;
      tell();
    });
    choice.append(button);
  }
  let proof = null;
  retell = () => {
    again();
    tell_proof(proof);
  };
  tell();
  prove().then((found) => tell_proof((proof = found)));
}

/** Answers the samples that came along, here and now, without holding up the page. */
async function prove() {
  const steps = checking();
  for (;;) {
    await rest();
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function rest() {
  return new Promise((resolve) => setTimeout(resolve));
}

function tell_proof(proof) {
  const place = by_id('proof');
  if (!proof) {
    place.textContent = say('checking');
    return;
  }
  const facts = { samples: number(proof.samples), difference: powers(proof.difference) };
  place.textContent = say(proof.agree ? 'proved' : 'disproved', facts);
  place.dataset.agree = String(proof.agree);
  place.dataset.difference = String(proof.difference);
}

/** A very small number as one writes it: 1.2 · 10⁻⁷ */
function powers(value) {
  if (value === 0) return '0';
  const [digits, power] = value.toExponential(1).split('e');
  const raised = [...power.replace('+', '')].map((sign) => (sign === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[sign]));
  return number(Number(digits), 1) + '\u00a0·\u00a010' + raised.join('');
}

/** The classes with the largest shares as bars, best first; a share of null is not known yet. */
function show_bars(list, ranked, most = 10) {
  const rows = ranked.slice(0, most).map(([name, share]) => {
    const said = share === null ? '–' : percent(share);
    const bar = element('i');
    bar.style.width = `${100 * share}%`;
    const row = element('li', {}, element('b', { textContent: shown(name) }), element('span', { className: 'bar' }, bar), element('span', { textContent: said }));
    row.setAttribute('aria-label', `${shown(name)}: ${said}`);
    return row;
  });
  list.replaceChildren(...rows);
}

/** A class as one reads it: a space has a sign of its own. */
function shown(name) {
  return name.trim() ? name : '␣';
}

/** Does something once before the next frame, however often it is asked for. */
function soon(work) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      work();
    });
  };
}

function paint(canvas, { width, height, data }) {
  Object.assign(canvas, { width, height });
  canvas.getContext('2d').putImageData(new ImageData(data, width, height), 0, 0);
}
