/* The side panel of a node or a relationship: what is known, and the sentences it was read from. */
'use strict';
(() => {
  const S = KG.state;
  const HIDDEN = new Set(['source_map', 'text_length', 'said']);
  const NAMES = { amount: 'amount_p', confidence: 'confidence_p', sources: 'sources_p' };
  const { el, t } = KG;
  let turn = 0;

  const property = (name, value, all) => {
    if (name.startsWith('amount')) return KG.amount(value, all.currency);
    if (name === 'source' || name === 'sources') return [value].flat().map((v) => source(v));
    return KG.cell(value);
  };
  const source = (v) => {
    const link = KG.safeLink(v);
    return el('div', {}, link ? el('a', { href: link, target: '_blank', rel: 'noopener noreferrer', text: v }) : String(v).replace(/.*[/\\]/, ''));
  };
  /* An article's title stands above, and its only source is said once; the post of a person is a title, too. */
  const properties = (props, label) => {
    const twice = new Set(label === 'Article' ? ['title', ...((props.sources || []).length === 1 ? ['sources'] : [])] : []);
    const rows = Object.entries(props).filter(([k]) => !HIDDEN.has(k) && !twice.has(k));
    return rows.length ? el('dl', {}, rows.flatMap(([k, v]) => [el('dt', { text: t(NAMES[k] || k) }), el('dd', {}, property(k, v, props))])) : null;
  };
  KG.sentence = (s) => {
    const link = KG.safeLink(s.url);
    const title = link ? el('a', { href: link, target: '_blank', rel: 'noopener noreferrer', text: s.title }) : el('span', { text: s.title });
    return el('blockquote', { class: 'said' },
      el('p', {}, el('span', { class: 'soft', text: s.before }), el('mark', { text: s.sentence }), el('span', { class: 'soft', text: s.after })),
      el('footer', {}, title, ` ${[s.date, s.publisher, s.source].filter(Boolean).join(' · ')}`));
  };
  const sentences = (list, empty) => (list.length ? list.map(KG.sentence) : [el('p', { class: 'soft', text: empty })]);

  const other = (fact, key, names) => {
    const k = fact.s === key ? fact.t : fact.s;
    return names.get(k) || S.nodes.get(k) || { k, name: k, label: '' };
  };
  const fact = (x, key, names) => {
    const end = other(x, key, names);
    const facts = [end.label === 'Indicator' && end.props && KG.figure(end), x.props.tier && KG.value(x.props.tier), x.props.title, x.props.status && KG.value(x.props.status), x.props.last_seen && x.props.last_seen.replaceAll('-', '\u2011')].filter(Boolean);
    const body = el('div');
    const more = el('details', { class: 'fact', ontoggle: async () => {
      if (!more.open || body.childElementCount) return;
      KG.fill(body, el('p', { class: 'soft', text: t('loading') }));
      try { KG.fill(body, sentences((await KG.api.link(x)).sentences, t('no_evidence'))); } catch (e) { KG.fill(body, el('p', { text: e.message })); }
    } },
      el('summary', {}, el('span', { class: 'rel', text: x.s === key ? `${KG.relation(x.type)} →` : `← ${KG.relation(x.type)}` }), KG.dot(end.label),
        el('b', { text: end.name }), facts.length ? el('span', { class: 'soft', text: ` ${facts.join(' · ')}` }) : null,
        el('span', { class: 'n', text: x.props.said ? t('articles_n', x.props.said) : '' })),
      el('div', { class: 'inside' }, KG.button(end.name, () => KG.open(end.k), { class: 'link' }), body));
    return more;
  };
  /* Kind by kind, as the ontology has them; within a kind as they came, best supported first. */
  const inOrder = (links, key) => {
    const kinds = Object.keys(KG.meta.types);
    return [...links].sort((a, b) => kinds.indexOf(a.type) - kinds.indexOf(b.type) || (b.s === key) - (a.s === key));
  };
  const groups = (list, key) => list.length ? el('div', { class: 'groups' }, list.map((g) => {
    const button = KG.button(`${g.out ? '' : '← '}${KG.relation(g.type)}${g.out ? ' →' : ''} ${KG.title(g.label)}`, () => KG.expand(key, { types: [g.type], label: g.label }), { class: 'chip' });
    button.append(el('span', { class: 'n', text: String(g.total) }));
    button.prepend(KG.dot(g.label));
    return button;
  })) : null;
  const conflicts = (list) => list.length ? [el('h3', { text: t('conflicts') }), el('table', { class: 'conflicts' }, list.map((c) => el('tr', {},
    el('th', { scope: 'row', text: [c.name, c.period].filter(Boolean).join(' ') }),
    c.figures.slice(0, 5).map((f) => el('td', {}, KG.button(f.text, () => KG.open(f.k), { class: 'link' }))))))] : [];
  const heading = (label, name) => [
    KG.button('×', () => KG.select(null), { class: 'x', 'aria-label': t('close') }),
    el('p', { class: 'kind' }, KG.dot(label), KG.title(label)), el('h2', { text: name })];

  const drawNode = (key, found) => {
    const { node } = found;
    const names = new Map(found.fact_nodes.map((n) => [n.k, n]));
    const place = ['Province', 'City', 'District'].includes(node.label);
    const listed = found.fact_links.length;
    KG.fill(KG.$('#right'), heading(node.label, node.name),
      el('div', { class: 'actions' },
        !KG.file && KG.button(t('expand'), () => KG.expand(key), { class: 'main', id: 'expand' }),
        S.nodes.has(key) && KG.button(t('hide'), () => KG.remove(key)),
        KG.button(t('path_from'), () => KG.askPath(node)),
        place && !KG.file && KG.button(t('compare_with'), () => KG.askCompare(node))),
      properties(node.props, node.label),
      conflicts(found.conflicts),
      found.groups.length ? [el('h3', { text: t('neighbours') }), groups(found.groups, key)] : [],
      el('h3', { text: found.total > listed ? t('facts_part', found.total, listed) : t('facts', found.total) }),
      inOrder(found.fact_links, key).map((x) => fact(x, key, names)),
      found.sentences.length ? [el('h3', { text: t('sentences') }), sentences(found.sentences, '')] : []);
  };
  const drawLink = (x, found) => {
    const [a, b] = [S.nodes.get(x.s), S.nodes.get(x.t)];
    KG.fill(KG.$('#right'), KG.button('×', () => KG.select(null), { class: 'x', 'aria-label': t('close') }),
      el('p', { class: 'kind', text: KG.relation(x.type) }),
      el('h2', {}, KG.button(a.name, () => KG.select(x.s), { class: 'link' }), ' → ', KG.button(b.name, () => KG.select(x.t), { class: 'link' })),
      properties(x.props), el('h3', { text: t('evidence') }), sentences(found.sentences, t('no_evidence')));
  };

  KG.drawPanel = async () => {
    const box = KG.$('#right');
    const key = S.selected;
    const link = key && S.links.get(key);
    const mine = turn += 1;
    box.hidden = !key || !['graph', 'table'].includes(S.view);
    document.body.classList.toggle('paneled', !box.hidden);
    KG.canvas.mark(key);
    if (box.hidden) return;
    const shown = S.nodes.get(key);
    KG.fill(box, shown ? heading(shown.label, shown.name) : KG.button('×', () => KG.select(null), { class: 'x', 'aria-label': t('close') }),
      link && el('p', { class: 'kind', text: KG.relation(link.type) }), el('p', { class: 'soft', text: t('loading') }));
    try {
      const found = link ? await KG.api.link(link) : await KG.api.node(key);
      if (mine !== turn) return;
      if (link) drawLink(link, found); else drawNode(key, found);
      box.scrollTop = 0;
    } catch (e) {
      if (mine === turn) KG.fill(box, KG.button('×', () => KG.select(null), { class: 'x', 'aria-label': t('close') }), el('p', { class: 'problem', text: e.message }), KG.button(t('retry'), KG.drawPanel));
    }
  };
})();
