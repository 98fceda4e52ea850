/* The same as tables, and places side by side. */
'use strict';
(() => {
  const S = KG.state;
  const { el, t } = KG;
  const named = (k) => KG.button((S.nodes.get(k) || {}).name || k, () => KG.select(k), { class: 'link' });
  const NODES = () => [[t('name'), (n) => el('span', { class: 'named' }, KG.dot(n.label), named(n.k)), { sort: (n) => n.name }], [t('kind'), (n) => KG.title(n.label)],
    [t('degree'), (n) => n.degree ?? '', { class: 'num', sort: (n) => n.degree || 0 }], [t('status'), (n) => KG.cell(n.props.status)],
    [t('amount_p'), (n) => KG.figure(n), { class: 'num', sort: (n) => n.props.amount ?? n.props.value ?? 0 }],
    [t('aliases'), (n) => KG.cell(n.props.aliases)]];
  const LINKS = () => [[t('start_node'), (x) => named(x.s), { sort: (x) => S.nodes.get(x.s).name }],
    [t('relation'), (x) => KG.button(KG.relation(x.type), () => KG.select(x.k), { class: 'link' }), { sort: (x) => x.type }],
    [t('end_node'), (x) => named(x.t), { sort: (x) => S.nodes.get(x.t).name }], [t('tier'), (x) => KG.cell(x.props.tier)], [t('title'), (x) => x.props.title || ''],
    [t('status'), (x) => KG.cell(x.props.status)], [t('support'), (x) => x.props.said ?? '', { class: 'num', sort: (x) => x.props.said || 0 }],
    [t('confidence_p'), (x) => KG.cell(x.props.confidence), { class: 'num', sort: (x) => x.props.confidence || 0 }], [t('first_seen'), (x) => x.props.first_seen || ''], [t('last_seen'), (x) => x.props.last_seen || '']];

  KG.drawTable = () => {
    const box = KG.$('#view-table');
    const { nodes, links } = KG.visible();
    if (!nodes.length) { KG.fill(box, el('p', { class: 'soft center', text: t(S.nodes.size ? 'all_hidden' : 'empty_graph') })); return; }
    KG.fill(box, el('div', { class: 'scrollx' }, KG.table(NODES(), [...nodes].sort((a, b) => (b.degree || 0) - (a.degree || 0)), { caption: `${t('node_list')} ${nodes.length}` })),
      links.length ? el('div', { class: 'scrollx' }, KG.table(LINKS(), links, { caption: `${t('link_list')} ${links.length}` })) : null);
  };
  KG.csvOf = () => {
    if (S.answer && !S.answer.refused) return KG.csv([S.answer.columns.map((c) => (KG.lang ? c.en : c.zh)), ...S.answer.rows]);
    const name = (k) => S.nodes.get(k).name;
    const head = ['start_label', 'start', 'type', 'end_label', 'end', 'tier', 'title', 'status', 'said', 'confidence', 'first_seen', 'last_seen'];
    const { nodes, links } = KG.visible();
    const rows = links.map((x) => [S.nodes.get(x.s).label, name(x.s), x.type, S.nodes.get(x.t).label, name(x.t), ...head.slice(5).map((p) => x.props[p])]);
    const lone = nodes.filter((n) => !links.some((x) => x.s === n.k || x.t === n.k)).map((n) => [n.label, n.name]);
    return KG.csv([head, ...rows, ...lone.map((r) => [...r, ...Array(10).fill('')])]);
  };

  const PARTS = ['industries', 'park_industries', 'parks', 'projects', 'companies', 'policies', 'investments'];
  const sums = (items) => {
    const by = new Map();
    items.forEach((i) => { if (i.amount) by.set(i.currency, (by.get(i.currency) || 0) + i.amount); });
    return [...by].map(([c, n]) => KG.amount(n, c)).join(KG.lang ? '; ' : '；');
  };
  const column = (place, part, shared, most) => {
    const items = place.parts[part] || [];
    const first = [...items].sort((a, b) => shared.has(b.k) - shared.has(a.k));
    return el('td', {}, el('span', { class: 'bar', width: `${Math.round((100 * items.length) / Math.max(1, most))}%` }, el('b', { text: String(items.length) }), part === 'investments' && items.length ? ` ${sums(items)}` : ''),
      items.length ? el('ul', {}, first.map((i) => el('li', { class: shared.has(i.k) ? 'both' : '' }, KG.button(i.name, () => KG.open(i.k), { class: 'link' }),
        shared.has(i.k) ? el('span', { class: 'n', text: t('both') }) : null))) : el('p', { class: 'soft', text: t('none') }));
  };
  let turn = 0;
  KG.drawCompare = async () => {
    const mine = turn += 1;
    const box = KG.$('#view-compare');
    const pick = KG.button(t('compare_title'), () => KG.askCompare(), { class: 'main' });
    if (S.compared.length < 2) { KG.fill(box, el('section', { class: 'problem' }, el('p', { text: t('compare_empty') }), pick)); return; }
    KG.fill(box, el('p', { class: 'soft center', text: t('loading') }));
    try {
      const { places } = await KG.api.compare(S.compared);
      if (mine !== turn) return;
      const rows = PARTS.map((part) => {
        const lists = places.map((p) => new Set((p.parts[part] || []).map((i) => i.k)));
        const shared = new Set([...lists[0]].filter((k) => lists.every((l) => l.has(k))));
        const most = Math.max(...lists.map((l) => l.size));
        return most ? el('tr', {}, el('th', { scope: 'row', text: t(part) }), places.map((p) => column(p, part, shared, most))) : null;
      });
      KG.fill(box, el('div', { class: 'actions' }, pick), el('table', { class: 'compare' }, el('thead', {}, el('tr', {}, el('td'), places.map((p) => el('th', { scope: 'col' }, KG.dot(p.label), KG.button(p.name, () => KG.open(p.k), { class: 'link' })))),
      ), el('tbody', {}, rows.filter(Boolean))));
    } catch (e) {
      if (mine === turn) KG.fill(box, pick, KG.problem(e.kind === 'refused' ? 'compare_title' : 'down_title', e.message, KG.drawCompare));
    }
  };
  KG.askCompare = (first) => KG.pickTwo({
    title: t('compare_title'), labels: [t('place'), t('place')], action: t('compare_go'), first,
    only: (h) => ['Province', 'City', 'District'].includes(h.label), run: (a, b) => { S.compared = [a.k, b.k]; KG.setView('compare'); },
  });
})();
