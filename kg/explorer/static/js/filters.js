/* The legend, which is also the filter, with counts. */
'use strict';
(() => {
  const S = KG.state;
  const count = (values) => values.reduce((all, v) => all.set(v, (all.get(v) || 0) + 1), new Map());
  const toggle = (facet) => { if (!S.off.delete(facet)) S.off.add(facet); KG.changed('filter'); };
  const chips = (title, counts, facet, text, color) => counts.size ? KG.el('fieldset', {}, KG.el('legend', { text: title }),
    [...counts].sort((a, b) => b[1] - a[1]).map(([v, n]) => {
      const name = `${facet}:${v}`;
      const button = KG.button('', () => toggle(name), { class: 'chip', 'aria-pressed': String(!S.off.has(name)), 'data-facet': name });
      button.append(...(color ? [KG.el('span', { class: 'dot', color: color(v), 'aria-hidden': 'true' })] : []),
        KG.el('span', { text: text(v) }), KG.el('span', { class: 'n', text: String(n) }));
      return button;
    })) : null;
  const input = (name, type, options = {}) => KG.el('input', {
    type, ...options.more, value: S[name] || (type === 'range' ? 0 : ''), 'aria-label': KG.t(options.label || name),
    onchange: (e) => { S[name] = type === 'date' ? e.target.value : Number(e.target.value) || 0; KG.changed('filter'); },
  });

  KG.drawFilters = () => {
    const box = KG.$('#left');
    const nodes = [...S.nodes.values()];
    const links = [...S.links.values()];
    box.hidden = !nodes.length || !['graph', 'table'].includes(S.view);
    if (box.hidden) return;
    const held = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.facet : null;
    const shown = KG.visible();
    const part = shown.nodes.length < nodes.length || shown.links.length < links.length;
    const facets = (name) => count([...links, ...(name === 'status' ? nodes : [])].map((x) => x.props[name]).filter(Boolean));
    KG.fill(box,
      KG.el('p', { class: 'soft', id: 'shown', text: KG.t(part ? 'shown_part' : 'shown', shown.nodes.length, shown.links.length, nodes.length, links.length) }),
      chips(KG.t('types'), count(nodes.map((n) => n.label)), 'label', KG.title, KG.color),
      chips(KG.t('relations'), count(links.map((x) => x.type)), 'type', KG.relation),
      chips(KG.t('tiers'), facets('tier'), 'tier', KG.value),
      chips(KG.t('statuses'), facets('status'), 'status', KG.value),
      KG.el('fieldset', {}, KG.el('legend', { text: KG.t('dates') }), input('since', 'date'), input('until', 'date')),
      nodes.some((n) => n.label === 'Investment') && KG.el('fieldset', {}, KG.el('legend', { text: KG.t('amount') }), input('amount', 'number', { more: { min: 0, step: 1 } })),
      KG.el('fieldset', {}, KG.el('legend', { text: `${KG.t('confidence')} ${S.confidence || 0}` }), input('confidence', 'range', { more: { min: 0, max: 1, step: 0.05 } })),
      KG.filtered() && KG.button(KG.t('reset'), () => { S.off.clear(); Object.assign(S, { since: '', until: '', amount: 0, confidence: 0 }); KG.changed('filter'); }, { class: 'wide', id: 'reset' }));
    if (held) { const again = [...box.querySelectorAll('[data-facet]')].find((b) => b.dataset.facet === held); if (again) again.focus(); }
  };
})();
