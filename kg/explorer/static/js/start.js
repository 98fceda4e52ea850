/* The start page: something useful before anything is asked. */
'use strict';
(() => {
  const { el, t } = KG;
  const bar = (n, most, text) => el('span', { class: 'bar', width: `${Math.round((100 * n) / Math.max(1, most))}%` }, el('span', { text: text ?? KG.number(n) }));
  const opener = (label, row) => KG.button(row.name, () => KG.open(`${label}:${row.id}`), { class: 'link' });
  const money = (list) => list.map((m) => el('div', { title: t('sums_n', m.n) }, KG.amount(m.sum, m.currency), el('span', { class: 'soft', text: ` ${t('sums_n', m.n)}` })));
  let loaded = null;
  let questions = [];

  const counts = (all) => el('div', { class: 'counts' }, Object.entries(all.labels).filter(([, n]) => n).sort((a, b) => b[1] - a[1])
    .map(([label, n]) => el('div', {}, KG.dot(label), el('b', { text: KG.number(n) }), ` ${KG.title(label)}`)));
  const asked = () => {
    const mine = questions.filter((q) => q.lang === (KG.lang ? 'en' : 'zh'));
    const every = Math.max(1, Math.floor(mine.length / 14));
    const some = mine.filter((_, i) => i % every === 0).slice(0, 14);
    return some.length ? el('section', { class: 'card wide' }, el('h2', { text: t('questions') }),
      el('div', { class: 'questions' }, some.map((q) => KG.button(q.text, () => KG.ask(q.text), { class: 'chip' })))) : null;
  };
  const places = (rows) => {
    const most = Math.max(...rows.map((p) => p.industries + p.parks));
    const number = (name) => [t(name), (p) => bar(p[name], most), { sort: (p) => p[name], class: 'num' }];
    return el('section', { class: 'card wide' }, el('h2', { text: t('places') }), el('p', { class: 'soft', text: t('places_note') }),
      KG.table([[t('name'), (p) => el('span', { class: 'named' }, KG.dot(p.label), opener(p.label, p)), { sort: (p) => p.name }],
        number('industries'), number('parks'), number('projects'), number('companies'),
        [t('money'), (p) => money(p.money), { sort: (p) => (p.money[0] || { sum: 0 }).sum }]], rows.slice(0, 24)));
  };
  const industries = (rows) => {
    const most = Math.max(1, ...rows.map((r) => r.total));
    return el('section', { class: 'card' }, el('h2', { text: t('top_industries') }), el('p', { class: 'soft', text: t('industries_note') }),
      KG.table([[t('name'), (r) => el('span', { class: 'named' }, KG.dot('Industry'), opener('Industry', r)), { sort: (r) => r.name }],
        [t('degree'), (r) => bar(r.total, most), { sort: (r) => r.total, class: 'num' }]], rows.slice(0, 14)));
  };
  const projects = (rows) => el('section', { class: 'card' }, el('h2', { text: t('new_projects') }),
    KG.table([[t('name'), (r) => el('span', { class: 'named' }, KG.dot('Project'), opener('Project', r)), { sort: (r) => r.name }], [t('place'), (r) => r.place || ''],
      [t('status'), (r) => (r.status ? KG.value(r.status) : '')], [t('money'), (r) => r.amounts.map((m) => m.name).join('、'), { sort: (r) => (r.amounts[0] || {}).amount || 0 }],
      [t('date'), (r) => r.date || '', { class: 'num' }]], rows.slice(0, 14)));

  const draw = () => {
    const box = KG.$('#view-start');
    const total = Object.values(loaded.counts.labels).reduce((a, b) => a + b, 0);
    if (!total) { KG.fill(box, KG.problem('empty_title', t('empty_text'), KG.drawStart)); return; }
    KG.fill(box, el('h1', { class: 'sr', text: t('start') }), counts(loaded.counts), el('div', { class: 'cards' }, asked(),
      loaded.places.length ? places(loaded.places) : null, loaded.industries.length ? industries(loaded.industries) : null,
      loaded.projects.length ? projects(loaded.projects) : null));
  };
  KG.problem = (title, text, again) => el('section', { class: 'problem', role: 'alert' }, el('h2', { text: t(title) }), el('p', { text }), KG.button(t('retry'), again, { class: 'main' }));
  KG.drawStart = async (fresh = true) => {
    if (KG.file) return;
    const box = KG.$('#view-start');
    if (!fresh && loaded) { draw(); return; }
    if (!loaded) KG.fill(box, el('p', { class: 'soft center', text: t('loading') }));
    try {
      loaded = await KG.api.start();
      draw();
      if (!questions.length) { questions = await KG.api.questions(); draw(); }
    } catch (e) {
      KG.fill(box, KG.problem('down_title', e.kind === 'gone' ? e.message : `${e.message} ${t('down_text')}`, () => KG.drawStart()));
    }
  };
})();
