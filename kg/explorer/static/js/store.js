/* What is on screen: nodes, links, filters, undo, and the address that brings it back. */
'use strict';
(() => {
  const S = KG.state = {
    nodes: new Map(), links: new Map(), selected: null, view: 'start', layout: 'free', answer: null, compared: [], way: [],
    limit: 300, off: new Set(), since: '', until: '', amount: 0, confidence: 0,
  };
  /* What replaces the screen takes a turn: an answer that arrives after a later turn began is not shown. */
  KG.turn = 0;
  KG.newTurn = () => { KG.turn += 1; return KG.turn; };

  const past = [];
  const listeners = [];
  KG.changed = (what) => listeners.forEach((f) => f(what));
  KG.onChange = (f) => listeners.push(f);

  KG.remember = (selected = S.selected) => {
    past.push({ nodes: new Map(S.nodes), links: new Map(S.links), selected, answer: S.answer, way: S.way, at: KG.canvas.positions() });
    if (past.length > 40) past.shift();
  };
  KG.canUndo = () => past.length > 0;
  KG.undo = () => {
    const last = past.pop();
    if (!last) return;
    KG.newTurn();
    Object.assign(S, { nodes: last.nodes, links: last.links, selected: last.selected, answer: last.answer, way: last.way });
    KG.canvas.restore(last.at);
    KG.changed('graph');
  };

  /* Add a sub-graph. Past the limit nodes are left out, which is said, and can be lifted. Gives the keys that are new. */
  KG.add = (graph, options = {}) => {
    const fresh = graph.nodes.filter((n) => !S.nodes.has(n.k));
    const room = Math.max(0, S.limit - S.nodes.size);
    const kept = fresh.slice(0, room);
    graph.nodes.forEach((n) => { if (S.nodes.has(n.k)) S.nodes.set(n.k, n); });
    kept.forEach((n) => S.nodes.set(n.k, n));
    graph.links.forEach((x) => { if (S.nodes.has(x.s) && S.nodes.has(x.t)) S.links.set(x.k, x); });
    if (kept.length < fresh.length) {
      const left = fresh.length - kept.length;
      const most = KG.meta.most;
      const again = () => { S.limit = most; KG.add(graph, options); };
      KG.toast(KG.t('too_many', S.limit, left, most), S.limit < most && { text: KG.t('widen', most), run: again });
    }
    const keys = kept.map((n) => n.k);
    KG.canvas.place(keys, options);
    KG.changed('graph');
    return keys;
  };
  KG.replace = (graph, options = {}) => {
    S.nodes.clear();
    S.links.clear();
    S.limit = Math.max(S.limit, options.limit || 0);
    KG.canvas.sync();
    return KG.add(graph, { ...options, whole: true });
  };
  const isLink = (key) => Boolean(key) && key.includes('|');
  KG.remove = (key) => {
    if (!S.nodes.has(key)) return;
    KG.remember();
    S.nodes.delete(key);
    for (const [k, x] of S.links) if (x.s === key || x.t === key) S.links.delete(k);
    if (S.selected === key || (isLink(S.selected) && !S.links.has(S.selected))) S.selected = null;
    KG.canvas.sync();
    KG.changed('graph');
  };

  /* Filters. `off` holds what is switched off, as "label:Park", "type:FUNDS", "tier:key", "status:planned". */
  KG.facets = (x) => [['tier', x.props.tier], ['status', x.props.status]].filter(([, v]) => v).map(([n, v]) => `${n}:${v}`);
  KG.nodeShown = (n) => !S.off.has(`label:${n.label}`)
    && !(n.props.status && S.off.has(`status:${n.props.status}`))
    && !(S.amount && n.label === 'Investment' && !(n.props.amount >= S.amount * 1e8));
  KG.linkShown = (x) => !S.off.has(`type:${x.type}`) && !KG.facets(x).some((f) => S.off.has(f))
    && !(S.confidence && x.props.confidence < S.confidence)
    && !(S.since && x.props.last_seen && x.props.last_seen < S.since)
    && !(S.until && x.props.first_seen && x.props.first_seen > S.until);
  KG.visible = () => {
    const nodes = [...S.nodes.values()].filter(KG.nodeShown);
    const keys = new Set(nodes.map((n) => n.k));
    const links = [...S.links.values()].filter((x) => keys.has(x.s) && keys.has(x.t) && KG.linkShown(x));
    return { nodes, links, keys };
  };
  KG.filtered = () => S.off.size > 0 || Boolean(S.since || S.until || S.amount || S.confidence);

  /* The address: everything that is needed to come back here. */
  const safe = (text) => String(text).replace(/[%&=+#|\s]/g, encodeURIComponent);
  const plain = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
  KG.address = () => {
    const parts = [];
    const put = (name, value) => {
      const text = Array.isArray(value) ? value.map(safe).join('|') : value ? safe(value) : '';
      if (text) parts.push(`${name}=${text}`);
    };
    put('v', S.view === 'start' && !S.nodes.size ? '' : S.view);
    put('q', S.answer && S.answer.question);
    put('c', S.view === 'compare' ? S.compared : []);
    put('n', S.answer ? [] : [...S.nodes.keys()]);
    put('s', S.selected);
    put('y', S.layout === 'free' ? '' : S.layout);
    put('off', [...S.off]);
    ['since', 'until', 'amount', 'confidence'].forEach((name) => put(name, S[name]));
    put('l', KG.lang ? 'en' : '');
    return parts.join('&');
  };
  KG.readAddress = () => {
    const p = Object.fromEntries(location.hash.slice(1).split('&').map((part) => [part.split('=')[0], part.slice(part.indexOf('=') + 1)]));
    const word = (name) => plain(p[name] || '');
    const words = (name) => (p[name] || '').split(/\||%7C/i).filter(Boolean).map(plain);
    return {
      view: ['start', 'graph', 'table', 'compare'].includes(p.v) ? p.v : '', question: word('q'), compared: words('c'), keys: words('n'),
      selected: word('s') || null, layout: p.y === 'layered' ? 'layered' : 'free', off: words('off'), since: word('since'), until: word('until'),
      amount: Number(p.amount) || 0, confidence: Number(p.confidence) || 0, find: word('find'), english: p.l === 'en',
    };
  };
})();
