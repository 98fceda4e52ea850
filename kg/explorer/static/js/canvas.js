/* The drawing. Canvas 2D, so it needs no WebGL. */
'use strict';
(() => {
  const S = KG.state;
  const FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif';
  const COLUMNS = ['Article', 'Province', 'City', 'District', 'Park', 'Industry', 'Project', 'Company', 'Investment', 'Policy', 'Organization', 'Person', 'Indicator'];
  let C;
  let fitted = true; /* until the person moves the picture */
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const size = (n) => 20 + Math.min(26, Math.sqrt(n.degree || 1) * 3);

  const style = () => [
    { selector: 'node', style: {
      'background-color': 'data(color)', width: 'data(size)', height: 'data(size)', label: 'data(name)', color: css('--ink'),
      'font-family': FONT, 'font-size': 12, 'min-zoomed-font-size': 6, 'text-valign': 'bottom', 'text-margin-y': 4, 'text-wrap': 'wrap',
      'text-max-width': 104, 'text-overflow-wrap': 'anywhere', 'text-outline-color': css('--ground'), 'text-outline-width': 2,
      'border-width': 1.5, 'border-color': css('--ground') } },
    { selector: 'node[label = "Indicator"], node[label = "Investment"]', style: { shape: 'round-rectangle' } },
    { selector: 'node[label = "Policy"], node[label = "Article"]', style: { shape: 'round-hexagon' } },
    { selector: 'node[label = "Province"], node[label = "City"], node[label = "District"]', style: { shape: 'round-diamond' } },
    { selector: 'edge', style: {
      width: 'data(width)', 'line-color': css('--edge'), 'target-arrow-shape': 'triangle', 'target-arrow-color': css('--edge'), 'arrow-scale': 0.8,
      'curve-style': 'bezier', label: (e) => (C.edges().length > SPOKEN && !e.hasClass('lit') && !e.selected() ? '' : e.data('name')), 'font-size': 9.5, color: css('--soft'), 'text-rotation': 'autorotate',
      'min-zoomed-font-size': 7, 'font-family': FONT, 'text-background-color': css('--ground'), 'text-background-opacity': 0.85, 'text-background-padding': 1 } },
    { selector: 'edge[status = "planned"]', style: { 'line-style': 'dashed' } },
    { selector: '.dim', style: { opacity: 0.13 } },
    { selector: '.lit', style: { 'line-color': css('--accent'), 'target-arrow-color': css('--accent'), 'z-index': 9 } },
    { selector: 'node.way', style: { 'border-width': 4, 'border-color': css('--accent') } },
    { selector: 'edge.way', style: { width: 4, 'line-color': css('--accent'), 'target-arrow-color': css('--accent') } },
    { selector: 'node:selected', style: { 'border-width': 4, 'border-color': css('--ink') } },
    { selector: 'edge:selected', style: { width: 3.5, 'line-color': css('--ink'), 'target-arrow-color': css('--ink') } },
  ];
  const nodeData = (n) => ({ group: 'nodes', data: { id: n.k, name: clip(n.name), label: n.label, color: KG.color(n.label), size: size(n) } });
  const linkName = (x) => KG.relation(x.type) + (x.props.tier ? ` · ${KG.value(x.props.tier)}` : '') + (x.props.title ? ` · ${x.props.title}` : '');
  const linkData = (x) => ({ group: 'edges', data: { id: x.k, source: x.s, target: x.t, name: linkName(x), status: x.props.status || '', width: Math.min(4, 1 + 0.5 * ((x.props.said || 1) - 1)) } });
  const clip = (text) => (text.length > 34 ? `${text.slice(0, 33)}…` : text);

  const start = () => {
    C = cytoscape({ container: KG.$('#canvas'), style: style(), minZoom: 0.05, maxZoom: 3.5, boxSelectionEnabled: false, selectionType: 'single' });
    C.on('tap', 'node', (e) => KG.select(e.target.id()));
    C.on('tap', 'edge', (e) => KG.select(e.target.id()));
    C.on('dbltap', 'node', (e) => KG.expand(e.target.id()));
    C.on('mouseover', 'node', (e) => light(e.target.closedNeighborhood()));
    C.on('mouseover', 'edge', (e) => light(e.target.union(e.target.connectedNodes())));
    C.on('mouseout', () => light(null));
    C.on('dragpan scrollzoom pinchzoom', () => { fitted = false; });
    new ResizeObserver(() => { C.resize(); if (fitted && C.nodes().length) fit(); }).observe(KG.$('#canvas'));
    C.on('layoutstop', () => { KG.$('#canvas').dataset.laid = String(C.nodes().length); });
  };
  const light = (kept) => C.batch(() => {
    C.elements().removeClass('dim lit');
    if (kept) { C.elements().not(kept).addClass('dim'); kept.edges().addClass('lit'); }
  });

  /* Bring the drawing in line with the state. */
  const sync = (at) => {
    C.batch(() => {
      C.elements().filter((e) => !(e.isNode() ? S.nodes.has(e.id()) : S.links.has(e.id()))).remove();
      const fresh = [];
      S.nodes.forEach((n) => { if (C.$id(n.k).empty()) fresh.push({ ...nodeData(n), position: at && at[n.k] ? { ...at[n.k] } : undefined }); });
      S.links.forEach((x) => { if (C.$id(x.k).empty()) fresh.push(linkData(x)); });
      C.add(fresh);
    });
    filter();
  };
  const filter = () => {
    const { keys, links } = KG.visible();
    const shown = new Set(links.map((x) => x.k));
    const ways = new Set(S.way.flatMap((way) => way.slice(1).map((k, i) => [way[i], k].sort().join('\n'))));
    const stations = new Set([...S.way.flat(), ...((S.answer && S.answer.asked) || [])]);
    C.batch(() => {
      C.nodes().forEach((n) => { n.style('display', keys.has(n.id()) ? 'element' : 'none'); n.toggleClass('way', stations.has(n.id())); });
      C.edges().forEach((e) => {
        e.style('display', shown.has(e.id()) ? 'element' : 'none');
        e.toggleClass('way', ways.has([e.source().id(), e.target().id()].sort().join('\n')));
      });
    });
  };

  /* Put new nodes somewhere: all anew, or around the node they came from while the old ones stay put. */
  const place = (keys, { around, whole, positions } = {}) => {
    const old = C.nodes().map((n) => ({ nodeId: n.id(), position: { ...n.position() } }));
    const center = around && !C.$id(around).empty() ? C.$id(around).position() : { x: 0, y: 0 };
    const at = positions || {};
    keys.forEach((k, i) => {
      const angle = i * 2.399963;
      const far = 70 + 26 * Math.sqrt(i + 1);
      at[k] ||= { x: center.x + Math.cos(angle) * far, y: center.y + Math.sin(angle) * far };
    });
    sync(at);
    if (positions) fit();
    else if (S.layout === 'layered') layered();
    else if (whole || old.length < 2) free();
    else if (keys.length) settle(old);
  };
  const common = () => ({ name: 'fcose', animate: false, quality: C.nodes().length > 400 ? 'draft' : 'proof', tile: true });
  const SPOKEN = 30; /* links whose names are all written; of more only those one points at */
  const free = () => {
    const [idealEdgeLength, nodeRepulsion] = C.edges(':visible').length > SPOKEN ? [55, 3500] : [95, 9000];
    if (C.nodes().length) C.elements(':visible').layout({ ...common(), randomize: true, nodeDimensionsIncludeLabels: true, packComponents: true, idealEdgeLength, nodeRepulsion, gravity: 0.45, fit: true, padding: 40 }).run();
    closer();
  };
  /* Label dimensions would move the fixed nodes, so they are left out here. */
  const settle = (old) => {
    C.layout({ ...common(), randomize: false, nodeDimensionsIncludeLabels: false, packComponents: false, fixedNodeConstraint: old, idealEdgeLength: 130, nodeRepulsion: 30000, fit: false }).run();
    fitted = true;
    C.animate({ fit: { padding: 40 } }, { duration: calm() ? 0 : 250 });
  };
  const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
  const closer = () => { fitted = true; if (C.zoom() > 1.3) { C.zoom(1.3); C.center(C.elements(':visible')); } };
  const fit = () => { C.fit(C.elements(':visible'), 40); closer(); };

  /* Place → park → industry → project → company, each in a column, ordered by its neighbours. */
  const layered = () => {
    const columns = COLUMNS.map((label) => C.nodes(':visible').filter((n) => n.data('label') === label).toArray()).filter((c) => c.length);
    const row = new Map();
    columns.forEach((c) => c.forEach((n, i) => row.set(n.id(), i / c.length)));
    for (let turn = 0; turn < 4; turn += 1) {
      (turn % 2 ? [...columns].reverse() : columns).forEach((c) => {
        const middle = new Map(c.map((n) => {
          const near = n.neighborhood('node:visible').toArray().map((m) => row.get(m.id())).filter((v) => v !== undefined);
          return [n.id(), near.length ? near.reduce((a, b) => a + b, 0) / near.length : row.get(n.id())];
        }));
        c.sort((a, b) => middle.get(a.id()) - middle.get(b.id()));
        c.forEach((n, i) => row.set(n.id(), (i + 0.5) / c.length));
      });
    }
    const tall = Math.max(1, ...columns.map((c) => Math.min(c.length, 14))) * 62;
    let x = 0;
    C.batch(() => columns.forEach((c) => {
      const stripes = Math.ceil(c.length / 14);
      c.forEach((n, i) => {
        const [stripe, place] = [i % stripes, Math.floor(i / stripes)];
        const gap = tall / Math.ceil(c.length / stripes);
        n.position({ x: x + stripe * 125, y: (place + 0.5) * gap + (stripe % 2) * 24 });
      });
      x += 165 + (stripes - 1) * 125;
    }));
    KG.$('#canvas').dataset.laid = String(C.nodes().length);
    fit();
  };

  /* What was on screen, where it was; in view again unless the person had moved the picture. */
  const restore = (at) => {
    sync(at);
    C.batch(() => C.nodes().forEach((n) => { if (at[n.id()]) n.position({ ...at[n.id()] }); }));
    if (fitted && C.nodes().length) fit();
  };

  KG.canvas = {
    start, sync, place, filter, fit, restore,
    layout: () => (S.layout === 'layered' ? layered() : free()),
    restyle: () => { C.style(style()); C.batch(() => { C.nodes().forEach((n) => n.data(nodeData(S.nodes.get(n.id())).data)); C.edges().forEach((e) => e.data('name', linkName(S.links.get(e.id())))); }); filter(); },
    positions: () => Object.fromEntries(C.nodes().map((n) => [n.id(), { ...n.position() }])),
    mark: (key) => { C.elements().unselect(); if (key) C.$id(key).select(); },
    light: (keys) => light(keys ? C.nodes().filter((n) => keys.has(n.id())).closedNeighborhood().filter((e) => e.isEdge() || keys.has(e.id())) : null),
    show: (key) => { const n = C.$id(key); fitted = false; if (n.nonempty()) C.animate({ center: { eles: n } }, { duration: calm() ? 0 : 200 }); },
    resize: () => C.resize(),
    at: (key) => C.$id(key).renderedPosition(),
    png: () => C.png({ full: true, scale: 2, maxWidth: 6000, maxHeight: 6000, bg: css('--ground'), output: 'blob-promise' }),
    /* The nearest visible node in a direction, for the arrow keys. */
    next: (key, dx, dy) => {
      const from = key && C.$id(key).nonempty() && C.$id(key).isNode() ? C.$id(key).position() : null;
      const nodes = C.nodes(':visible').toArray();
      if (!from) return nodes.length ? nodes[0].id() : null;
      let best = null;
      let score = Infinity;
      for (const n of nodes) {
        const [x, y] = [n.position('x') - from.x, n.position('y') - from.y];
        const along = x * dx + y * dy;
        const across = Math.abs(x * dy) + Math.abs(y * dx);
        if (along > 1 && along + 2 * across < score) { score = along + 2 * across; best = n.id(); }
      }
      return best;
    },
  };
})();
