/* The answer to a question: drawn, and as a table with its sources and its Cypher. */
'use strict';
(() => {
  const S = KG.state;
  const { el, t } = KG;
  let tab = 'rows';

  const keysIn = (row) => {
    const words = new Set(row.flat(2).filter((v) => typeof v === 'string'));
    return new Set([...S.nodes.values()].filter((n) => words.has(n.name) || (n.props.aliases || []).some((a) => words.has(a)) || words.has(n.props.text)).map((n) => n.k));
  };
  const cell = (value) => {
    const one = (v, more) => {
      const node = typeof v === 'string' && [...S.nodes.values()].find((n) => n.name === v);
      return node ? KG.button(v, () => KG.select(node.k), { class: more ? 'link more' : 'link' }) : KG.cell(v) + (more ? (KG.lang ? ', ' : '、') : '');
    };
    return Array.isArray(value) ? value.map((v, i) => one(v, i < value.length - 1)) : one(value);
  };
  const closest = (a) => a.closest.length ? [el('p', { class: 'soft', text: t('closest') }), ...a.closest.map(KG.sentence)] : [];
  const rows = (a) => a.rows.length ? el('div', { class: 'scroll' }, KG.table(
    a.columns.map((c, i) => [KG.lang ? c.en : c.zh, (row) => cell(row[i]), { sort: (row) => (typeof row[i] === 'number' ? row[i] : KG.cell(row[i])), class: a.rows.every((row) => typeof row[i] === 'number' || KG.cell(row[i]).length < 9 || /^[\d\s./:-]{0,21}$/.test(KG.cell(row[i]))) ? 'num' : '' }]), a.rows,
    { row: (tr, row) => { tr.addEventListener('mouseenter', () => KG.canvas.light(keysIn(row))); tr.addEventListener('mouseleave', () => KG.canvas.light(null)); } }))
    : el('div', {}, ...closest(a), el('div', { class: 'questions' }, a.nearest.map((q) => KG.button(q, () => KG.ask(q), { class: 'chip' }))));
  const sources = (a) => el('div', { class: 'scroll' }, a.sources.length ? a.sources.map(KG.sentence) : el('p', { class: 'soft', text: t('none') }));
  const cypher = (a) => el('div', { class: 'scroll' }, el('div', { class: 'actions' }, KG.button(t('copy'), () => KG.copy(a.cypher, t('copied'))),
    KG.safeLink(KG.meta.browser) && el('a', { href: KG.meta.browser, target: '_blank', rel: 'noopener noreferrer', text: t('open_browser') })), el('pre', { text: a.cypher, tabindex: '0' }));

  KG.drawAnswer = () => {
    const box = KG.$('#answer');
    const a = S.answer;
    box.hidden = !a;
    KG.$('#view-graph').classList.toggle('split', Boolean(a));
    KG.$('#view-graph').classList.toggle('bare', Boolean(a) && !S.nodes.size);
    if (!a) return;
    box.classList.toggle('refused', a.refused);
    const close = KG.button('×', () => { S.answer = null; KG.changed('graph'); }, { class: 'x', 'aria-label': t('close') });
    if (a.refused) {
      KG.fill(box, close, el('h2', { text: a.question }), el('p', { text: a.reason ? `${a.reason.replace(/[。.]$/, '')}${KG.lang ? '. ' : '。'}` : t('refused') }), ...closest(a), el('p', { class: 'soft', text: t('try_these') }), el('div', { class: 'questions' }, a.nearest.map((q) => KG.button(q, () => KG.ask(q), { class: 'chip' }))));
      return;
    }
    const parts = { rows, sources, cypher };
    const titles = { rows: `${t('rows')} ${a.rows.length}`, sources: `${t('sources')} ${a.sources.length}`, cypher: t('cypher') };
    const tabs = Object.keys(parts).map((name) => KG.button(titles[name], () => { tab = name; KG.drawAnswer(); KG.$(`#tab-${name}`).focus(); }, { role: 'tab', id: `tab-${name}`, 'aria-selected': String(tab === name), 'aria-controls': 'tabbody', tabindex: tab === name ? '0' : '-1' }));
    const strip = el('div', { role: 'tablist', 'aria-label': t('answer'), onkeydown: (e) => {
      const at = tabs.findIndex((b) => b.id === `tab-${tab}`) + ({ ArrowRight: 1, ArrowLeft: -1 }[e.key] || 0);
      if (e.key === 'ArrowRight' || e.key === 'ArrowLeft') tabs[(at + tabs.length) % tabs.length].click();
    } }, tabs);
    KG.fill(box, close, el('h2', { text: a.question }), el('p', { class: 'sentence', text: a.sentence || a.reason || (KG.lang ? a.title.en : a.title.zh) }), strip,
      el('div', { role: 'tabpanel', id: 'tabbody', 'aria-labelledby': `tab-${tab}` }, parts[tab](a)));
  };

  /* Answers, or fails with the reason. */
  KG.answer = async (question, mine) => {
    KG.$('#q').value = question;
    const a = await KG.waiting(KG.api.ask(question));
    if (mine !== KG.turn) return;
    KG.remember();
    Object.assign(S, { answer: a, selected: null, way: [] });
    tab = 'rows';
    KG.setView('graph');
    KG.canvas.resize();
    if (!a.refused) KG.replace(a); else KG.changed('graph');
  };
  KG.ask = async (question) => {
    if (KG.file) { KG.toast(t('offline_no')); return; }
    const mine = KG.newTurn();
    try { await KG.answer(question, mine); } catch (e) { if (mine === KG.turn) KG.toast(e.message, { text: t('retry'), run: () => KG.ask(question) }); }
  };
})();
