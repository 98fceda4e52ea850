/* Expansion, paths, taking things away, keys. */
'use strict';
(() => {
  const S = KG.state;
  const { el, t } = KG;

  /* Open a node: draw it with its best neighbours if it is not on screen, and show its panel. */
  KG.open = async (key) => {
    KG.setView('graph');
    if (S.nodes.has(key)) { KG.select(key); KG.canvas.show(key); return; }
    await KG.expand(key);
  };
  KG.select = (key) => {
    S.selected = key;
    if (key && S.view === 'start') KG.setView('graph');
    KG.changed('selection');
  };
  const told = (key, options, found, fresh) => {
    const label = (x) => (S.nodes.get(x.s === key ? x.t : x.s) || {}).label;
    const total = found.groups.filter((g) => (!options.types || options.types.includes(g.type)) && (!options.label || g.label === options.label)).reduce((n, g) => n + g.total, 0);
    const there = [...S.links.values()].filter((x) => (x.s === key || x.t === key) && (!options.types || options.types.includes(x.type)) && (!options.label || label(x) === options.label)).length;
    if (fresh.length === 0 && found.nodes.length < 2) KG.toast(t('no_neighbours'));
    else if (total > there) KG.toast(t('added_part', fresh.length, total, there), { text: t('expand_n'), run: () => KG.expand(key, options) });
    else KG.toast(t('added', fresh.length));
  };
  /* The same, asked for again before it came (a double click on a button), is one step. */
  const coming = new Set();
  KG.expand = async (key, options = {}) => {
    const [mine, name, there, before] = [KG.turn, JSON.stringify([KG.turn, key, options]), S.nodes.has(key), S.selected];
    if (coming.has(name)) return;
    coming.add(name);
    S.selected = key;
    try {
      const found = await KG.waiting(KG.api.expand({ key, have: [...S.nodes.keys()], limit: 30, ...options }));
      if (mine !== KG.turn || (there && !S.nodes.has(key))) return;
      if (found.nodes.some((n) => !S.nodes.has(n.k)) || found.links.some((x) => !S.links.has(x.k))) KG.remember(before);
      if (!there) S.answer = null;
      const fresh = KG.add(found, { around: key, whole: S.nodes.size === 0 });
      if (found.nodes.every((n) => S.nodes.has(n.k))) told(key, options, found, fresh);
    } catch (e) {
      if (S.selected === key && !S.nodes.has(key)) S.selected = before;
      if (mine === KG.turn) KG.toast(e.message, e.kind === 'refused' ? null : { text: t('retry'), run: () => KG.expand(key, options) });
    } finally { coming.delete(name); }
  };

  KG.askPath = (first) => KG.pickTwo({ title: t('path_title'), labels: [t('from'), t('to')], action: t('find_path'), first, run: KG.findPath });
  KG.findPath = async (a, b) => {
    const mine = KG.newTurn();
    try {
      const found = await KG.waiting(KG.api.path(a.k, b.k));
      if (mine !== KG.turn) return;
      if (!found.ways.length) { KG.toast(t('no_path')); return; }
      KG.remember();
      Object.assign(S, { answer: null, selected: null, way: found.ways });
      KG.setView('graph');
      if (KG.file) KG.add(found); else KG.replace(found);
      KG.toast(t('path_found', found.ways[0].length - 1, found.ways.length));
    } catch (e) { if (mine === KG.turn) KG.toast(e.message); }
  };

  const saveHtml = async () => {
    const at = KG.canvas.positions();
    const { nodes } = KG.visible();
    try {
      const title = S.answer ? S.answer.question : (nodes[0] || {}).name;
      const blob = await KG.waiting(KG.api.page({ nodes: nodes.map((n) => ({ k: n.k, x: Math.round(at[n.k].x), y: Math.round(at[n.k].y) })), title, lang: KG.lang ? 'en' : 'zh' }));
      KG.download(blob, 'kg-explore.html');
    } catch (e) { KG.toast(e.message); }
  };
  const saved = {
    png: async () => KG.download(await KG.canvas.png(), 'kg-explore.png'),
    csv: () => KG.download(new Blob([KG.csvOf()], { type: 'text/csv' }), 'kg-explore.csv'),
    html: saveHtml,
    link: () => { KG.writeAddress(); KG.copy(location.href, t('link_copied'), t('link_shown')); },
  };
  KG.drawBar = () => {
    const bar = KG.$('#bar');
    bar.hidden = S.view !== 'graph' && S.view !== 'table';
    if (bar.hidden) return;
    const some = S.nodes.size > 0;
    const layered = S.layout === 'layered';
    const turn = () => { S.layout = layered ? 'free' : 'layered'; KG.canvas.layout(); KG.changed('layout'); };
    const menu = el('details', { class: 'menu' }, el('summary', { text: t('save') }), el('div', {}, Object.keys(saved).filter((n) => !(KG.file && n === 'html'))
      .map((name) => KG.button(t(name), () => { menu.open = false; saved[name](); }, { id: `save-${name}` }))));
    KG.fill(bar, S.view === 'graph' && [
      KG.button(t('layered'), turn, { 'aria-pressed': String(layered), id: 'layered', disabled: !some }),
      KG.button(t('relayout'), () => KG.canvas.layout(), { disabled: !some, id: 'relayout' }), KG.button(t('fit'), KG.canvas.fit, { disabled: !some, id: 'fit' })],
      KG.button(t('filter'), () => { document.body.classList.toggle('filtering'); KG.drawBar(); }, { disabled: !some, id: 'filter', class: 'narrow', 'aria-pressed': String(document.body.classList.contains('filtering')) }),
      KG.button(t('undo'), KG.undo, { disabled: !KG.canUndo(), id: 'undo' }), KG.button(t('path'), () => KG.askPath(), { id: 'path' }),
      KG.button(t('clear'), () => { KG.newTurn(); KG.remember(); Object.assign(S, { selected: null, answer: null, way: [] }); KG.replace({ nodes: [], links: [] }); }, { disabled: !some, id: 'clear' }), some && menu);
  };

  const help = () => {
    const keys = [['/', 'key_search'], ['G  T  O', 'key_views'], ['← ↑ → ↓', 'key_move'], ['Enter', 'key_enter'], ['Delete', 'key_delete'], ['Ctrl+Z', 'key_undo'], ['L  F  P', 'key_layout'], ['Esc', 'key_esc']];
    KG.dialog(t('help_title'), el('p', { text: t('help_text') }), el('h3', { text: t('help_keys') }), el('dl', {}, keys.flatMap(([k, w]) => [el('dt', {}, el('kbd', { text: k })), el('dd', { text: t(w) })])));
  };
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const LETTERS = {
    g: () => KG.setView('graph'), t: () => KG.setView('table'), o: () => KG.setView('start'), f: () => KG.canvas.fit(), p: () => KG.askPath(),
    l: () => { const b = KG.$('#layered'); if (b) b.click(); }, '?': help,
  };
  KG.startKeys = () => {
    KG.$('#help').addEventListener('click', help);
    document.addEventListener('keydown', (e) => {
      const typing = e.target.closest && e.target.closest('input, textarea, select, dialog');
      if (typing || e.isComposing) return;
      if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'z') { e.preventDefault(); KG.undo(); return; }
      if (e.ctrlKey || e.metaKey || e.altKey) return;
      if (e.key === '/') { e.preventDefault(); KG.$('#q').focus(); KG.$('#q').select(); }
      else if (e.key === 'Escape') KG.select(null);
      else if (LETTERS[e.key.toLowerCase()] && !e.target.closest('[role=listbox]')) { e.preventDefault(); LETTERS[e.key.toLowerCase()](); }
    });
    KG.$('#canvas').addEventListener('keydown', (e) => {
      if (ARROWS[e.key]) { e.preventDefault(); const k = KG.canvas.next(S.selected, ...ARROWS[e.key]); if (k) { KG.select(k); KG.canvas.show(k); } }
      else if (e.key === 'Enter' && S.nodes.has(S.selected)) KG.expand(S.selected);
      else if ((e.key === 'Delete' || e.key === 'Backspace') && S.nodes.has(S.selected)) KG.remove(S.selected);
    });
  };
})();
