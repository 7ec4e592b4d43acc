// A page on which a network goes on with a text.

function page_that_writes() {
  let turn = 0;
  const begin_with = by_id('begin');
  const told = () => {
    let said = null;
    try {
      said = predict(begin_with.value);
    } catch (error) {
      by_id('written').textContent = '';
      by_id('trouble').textContent = say('strange', { character: [...error.message][1] ?? '' });
    }
    if (said) by_id('trouble').textContent = '';
    by_id('write').disabled = !said;
    show_bars(by_id('bars'), said ? said.ranked : [], 8);
    return Boolean(said);
  };
  const go_on = async () => {
    if (!told()) return;
    const mine = ++turn;
    const place = by_id('written');
    place.replaceChildren(element('mark', { textContent: begin_with.value }));
    const options = { temperature: Number(by_id('temperature').value), seed: Math.max(Number(by_id('seed').value) || 0, 0) };
    for (const character of write(begin_with.value, 300, options)) {
      place.append(character);
      await rest();
      if (mine !== turn) return;
    }
  };
  begin_with.value = BEGINNING;
  begin_with.addEventListener('input', soon(told));
  by_id('write').addEventListener('click', go_on);
  by_id('another').addEventListener('click', () => {
    by_id('seed').value = Math.floor(Math.random() * 1e6);
    go_on();
  });
  const tell_temperature = () => (by_id('temperature-value').textContent = number(Number(by_id('temperature').value), 1));
  by_id('temperature').addEventListener('input', tell_temperature);
  begin_page(() => {
    tell_temperature();
    told();
  });
  go_on();
}
