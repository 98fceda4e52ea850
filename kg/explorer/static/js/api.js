/* The server, or, in a one-file export, the data in the file. */
'use strict';
(() => {
  const embedded = document.getElementById('kg-data');
  KG.file = embedded ? JSON.parse(embedded.textContent) : null;
  class Failure extends Error {
    constructor(message, kind) { super(message); this.kind = kind; }
  }
  const call = async (path, options) => {
    let response;
    const patience = /^(start|ask|questions)/.test(path) ? 45 : 15;
    try { response = await fetch(`api/${path}`, { signal: AbortSignal.timeout(patience * 1000), ...options }); } catch (e) {
      throw e.name === 'TimeoutError' ? new Failure(KG.t('slow', patience), 'down') : new Failure(KG.t('gone'), 'gone');
    }
    let body;
    try { body = await response.json(); } catch { body = {}; }
    if (response.ok) return body;
    if (response.status === 500) throw new Failure(KG.t('fault'), 'fault');
    throw new Failure(body.message || `HTTP ${response.status}`, response.status === 503 ? 'down' : 'refused');
  };
  const post = (path, body) => call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const query = (path, values) => call(`${path}?${new URLSearchParams(values)}`);

  const server = {
    meta: () => call('meta'),
    start: () => call('start'),
    questions: () => call('questions'),
    search: (q) => query('search', { q }),
    node: (k) => query('node', { k }),
    link: (k) => query('link', { type: k.type, s: k.s, t: k.t }),
    path: (a, b) => query('path', { a, b }),
    expand: (body) => post('expand', body),
    graph: (keys) => post('graph', { keys }),
    compare: (keys) => post('compare', { keys }),
    ask: (question) => post('ask', { question }),
    page: async (body) => {
      const response = await fetch('api/export', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      if (!response.ok) throw new Failure((await response.json()).message, 'refused');
      return response.blob();
    },
  };

  const refuse = async () => { throw new Failure(KG.t('offline_no'), 'offline'); };
  const offline = () => {
    const { nodes, links } = KG.file;
    const byKey = new Map(nodes.map((n) => [n.k, n]));
    const at = (k) => links.filter((x) => x.s === k || x.t === k);
    return {
      meta: async () => KG.file.meta,
      start: refuse, questions: async () => [], compare: refuse, ask: refuse, page: refuse,
      search: async (q) => nodes.filter((n) => [n.name, ...(n.props.aliases || [])].some((x) => x.toLowerCase().includes(q.toLowerCase())))
        .sort((a, b) => a.name.length - b.name.length).slice(0, 12),
      /* What the file holds around a node, so that what was taken away can be found again. */
      expand: async ({ key }) => {
        const near = [...new Set([key, ...at(key).flatMap((x) => [x.s, x.t])])];
        return { nodes: near.map((k) => byKey.get(k)).filter(Boolean), links, groups: [] };
      },
      graph: async (keys) => ({ nodes: keys.map((k) => byKey.get(k)).filter(Boolean), links }),
      node: async (k) => {
        const found = at(k);
        return {
          node: byKey.get(k), total: found.length, fact_links: found, groups: [], conflicts: [], sentences: byKey.get(k).sentences || [],
          fact_nodes: found.flatMap((x) => [byKey.get(x.s), byKey.get(x.t)]).filter(Boolean),
        };
      },
      link: async (link) => ({ sentences: (links.find((x) => x.k === link.k) || {}).sentences || [] }),
      path: async (a, b) => shortest(a, b, byKey, links),
    };
  };
  const shortest = (a, b, byKey, links) => {
    const before = new Map([[a, null]]);
    for (const queue = [a]; queue.length && !before.has(b);) {
      const k = queue.shift();
      for (const x of links) {
        const other = x.s === k ? x.t : x.t === k ? x.s : null;
        if (other && !before.has(other)) { before.set(other, k); queue.push(other); }
      }
    }
    const way = [];
    if (before.has(b)) for (let k = b; k; k = before.get(k)) way.unshift(k);
    const near = new Set(way);
    return { nodes: way.map((k) => byKey.get(k)), links: links.filter((x) => near.has(x.s) && near.has(x.t)), ways: way.length ? [way] : [] };
  };
  KG.api = KG.file ? offline() : server;
})();
