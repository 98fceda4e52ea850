/* Beginning, views, language, theme, and the address. */
'use strict';
(() => {
  const S = KG.state;
  const { $, t } = KG;

  const translate = () => {
    document.documentElement.lang = KG.lang ? 'en' : 'zh-CN';
    for (const [attribute, name] of [['t', ''], ['title', 'title'], ['label', 'aria-label'], ['placeholder', 'placeholder']]) {
      document.querySelectorAll(`[data-${attribute}]`).forEach((e) => {
        const word = t(e.dataset[attribute]);
        if (name) e.setAttribute(name, word); else e.textContent = word;
      });
    }
    $('#lang').textContent = KG.lang ? '中文' : 'EN';
  };
  const hint = () => {
    const shown = KG.visible().nodes.length;
    const word = S.nodes.size === 0 && !S.answer ? t('empty_graph') : S.nodes.size && !shown ? t('all_hidden') : '';
    KG.fill($('#hint'), word && KG.el('p', { text: word }), word && S.nodes.size ? KG.button(t('reset'), () => $('#reset').click(), { class: 'main' }) : null,
      KG.file && !word ? KG.el('p', { class: 'soft small', text: t('offline', KG.file.nodes.length) }) : null);
    $('#hint').classList.toggle('middle', Boolean(word));
  };
  const views = { start: () => KG.drawStart(false), graph: () => { KG.canvas.resize(); KG.drawAnswer(); }, table: () => KG.drawTable(), compare: () => KG.drawCompare() };
  KG.setView = (view) => {
    const before = S.view;
    S.view = view;
    Object.keys(views).forEach((v) => { $(`#view-${v}`).hidden = v !== view; });
    document.querySelectorAll('#views button').forEach((b) => { if (b.dataset.view === view) b.setAttribute('aria-current', 'page'); else b.removeAttribute('aria-current'); });
    KG.drawFilters();
    KG.drawBar();
    views[view]();
    hint();
    if (S.selected && before !== view) KG.drawPanel();
    KG.canvas.resize();
    KG.writeAddress();
  };

  /* Another view or question is a step that the browser's Back button undoes; less is not. */
  let reading = 0;
  let before = null;
  const where = () => [S.view, S.answer && S.answer.question, S.view === 'compare' && S.compared].join();
  KG.writeAddress = () => {
    if (reading || KG.file) return;
    const hash = `#${KG.address()}`;
    if (hash !== location.hash && !(hash === '#' && !location.hash)) {
      if (before !== null && before !== where()) history.pushState(null, '', hash); else history.replaceState(null, '', hash);
    }
    before = where();
  };
  KG.onChange((what) => {
    if (what === 'graph') KG.drawAnswer();
    if (what === 'graph' || what === 'filter') { KG.canvas.filter(); KG.drawFilters(); if (S.view === 'table') KG.drawTable(); }
    if (what === 'graph' || what === 'selection') {
      KG.drawPanel();
      requestAnimationFrame(KG.canvas.resize);
    }
    KG.drawBar();
    hint();
    KG.writeAddress();
  });

  const follow = async () => {
    const a = KG.readAddress();
    const mine = KG.newTurn();
    reading += 1;
    let whole = true;
    try {
      KG.lang = a.english ? 1 : KG.lang;
      translate();
      Object.assign(S, { layout: a.layout, off: new Set(a.off), since: a.since, until: a.until, amount: a.amount, confidence: a.confidence, compared: a.compared });
      $('#q').value = a.question || a.find;
      if (!a.question) Object.assign(S, { answer: null, way: [] });
      if (a.question) { await KG.answer(a.question, mine); if (a.selected && mine === KG.turn) KG.select(a.selected); }
      else if (a.keys.length) {
        KG.setView('graph');
        const found = await KG.api.graph(a.keys);
        if (mine !== KG.turn) return;
        S.selected = null;
        KG.replace(found, { limit: Math.min(a.keys.length, KG.meta.most) });
        if (S.nodes.has(a.selected) || S.links.has(a.selected)) KG.select(a.selected);
        if (!found.nodes.length) KG.toast(t('no_neighbours'));
      } else if (a.find) await openNamed(a.find, mine);
      else KG.drawAnswer();
      if (mine === KG.turn) KG.setView(a.view || (a.keys.length || a.find || a.question ? 'graph' : 'start'));
    } catch (e) {
      whole = false; /* the address stays, for another try */
      if (mine === KG.turn) { KG.setView('start'); KG.toast(e.message, { text: t('retry'), run: follow }); }
    } finally {
      reading -= 1;
      if (mine === KG.turn) before = where();
      if (whole) KG.writeAddress();
    }
  };
  const openNamed = async (text, mine) => {
    const [best] = await KG.api.search(text);
    if (mine !== KG.turn) return;
    if (best) await KG.open(best.k); else KG.toast(t('no_name', text));
  };

  const theme = (name) => { document.documentElement.dataset.theme = name; try { localStorage.setItem('kg-theme', name); } catch { /* not kept */ } };
  const dark = () => document.documentElement.dataset.theme === 'dark';
  const keep = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const redraw = () => { translate(); KG.canvas.restyle(); KG.drawFilters(); KG.drawBar(); KG.drawPanel(); hint(); views[S.view](); };

  const wire = () => {
    $('#home').addEventListener('click', () => { if (KG.file) KG.setView('graph'); else { KG.setView('start'); KG.drawStart(); } });
    document.querySelectorAll('#views button').forEach((b) => b.addEventListener('click', () => KG.setView(b.dataset.view)));
    $('#lang').addEventListener('click', () => { KG.lang = 1 - KG.lang; try { localStorage.setItem('kg-lang', String(KG.lang)); } catch { /* not kept */ } redraw(); KG.writeAddress(); });
    $('#theme').addEventListener('click', () => { theme(dark() ? 'light' : 'dark'); KG.canvas.restyle(); });
    $('#dialog').addEventListener('click', (e) => { if (e.target === e.currentTarget) e.currentTarget.close(); });
    document.addEventListener('click', (e) => document.querySelectorAll('details.menu[open]').forEach((m) => { if (!m.contains(e.target)) m.open = false; }));
    addEventListener('hashchange', follow);
    addEventListener('resize', () => KG.canvas.resize());
    KG.startSearch();
    KG.startKeys();
  };
  const begin = async () => {
    theme(keep('kg-theme') || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
    const kept = keep('kg-lang');
    KG.lang = KG.file ? (KG.file.lang === 'en' ? 1 : 0) : kept === null ? (navigator.language.startsWith('zh') ? 0 : 1) : Number(kept) || 0;
    translate();
    try { KG.meta = await KG.api.meta(); } catch (e) {
      KG.meta = { labels: {}, types: {}, shown: 300, most: 1000 };
      KG.fill($('#view-start'), KG.problem('down_title', e.message, () => location.reload()));
      return;
    }
    S.limit = KG.meta.shown;
    KG.canvas.start();
    wire();
    if (KG.file) {
      document.title = KG.file.title || document.title;
      document.body.classList.add('file');
      const positions = KG.file.nodes.every((n) => Number.isFinite(n.x)) ? Object.fromEntries(KG.file.nodes.map((n) => [n.k, { x: n.x, y: n.y }])) : undefined;
      KG.setView('graph');
      S.limit = KG.meta.most;
      KG.replace(KG.file, { positions });
    } else await follow();
    document.documentElement.dataset.ready = '1';
  };
  begin();
})();
