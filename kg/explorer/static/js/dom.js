/* Elements, numbers and downloads. Text reaches the page as text only: never as markup. */
'use strict';
KG.$ = (selector) => document.querySelector(selector);
/* Lists in lists at any depth: an array given to the browser would be written out as text. */
const present = (children) => children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false);
KG.el = (tag, options = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'class') node.className = value;
    else if (name === 'text') node.textContent = value;
    else if (name === 'color') node.style.setProperty('--c', value);
    else if (name === 'width') node.style.setProperty('--w', value);
    else if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...present(children));
  return node;
};
/* A button that draws its own surroundings anew keeps the focus, for those who use keys. */
KG.fill = (node, ...children) => {
  const held = node.contains(document.activeElement) ? document.activeElement.id : '';
  node.replaceChildren(...present(children));
  const again = held && document.getElementById(held);
  if (again && node.contains(again)) again.focus();
};
KG.dot = (label) => KG.el('span', { class: 'dot', 'aria-hidden': 'true', color: KG.color(label) });
KG.color = (label) => (KG.meta.labels[label] || {}).color || '#999999';
KG.title = (label) => { const k = KG.meta.labels[label]; return k ? (KG.lang ? k.en : k.zh) : label; };
KG.relation = (type) => { const k = KG.meta.types[type]; return k ? (KG.lang ? k.en : k.zh) : type; };
KG.button = (text, action, options = {}) => KG.el('button', { type: 'button', text, onclick: action, ...options });

/* A web address from the graph becomes a link only if it is http(s). */
KG.safeLink = (url) => {
  try { return ['http:', 'https:'].includes(new URL(url).protocol) ? url : null; } catch { return null; }
};
KG.number = (n) => (typeof n === 'number' ? n.toLocaleString(KG.lang ? 'en' : 'zh-CN', { maximumFractionDigits: 4 }) : String(n));
const CURRENCIES = { CNY: '元', TWD: '元新台币', USD: '美元', HKD: '港元', EUR: '欧元', JPY: '日元' };
KG.amount = (n, currency) => {
  const short = (x, d) => (x / d).toLocaleString('en', { maximumFractionDigits: 2 });
  if (KG.lang) {
    const text = n >= 1e9 ? `${short(n, 1e9)} bn` : n >= 1e6 ? `${short(n, 1e6)} m` : short(n, 1);
    return `${text} ${currency || ''}`.trim();
  }
  const text = n >= 1e8 ? `${short(n, 1e8)}亿` : n >= 1e4 ? `${short(n, 1e4)}万` : short(n, 1);
  return text + (CURRENCIES[currency] || (currency ? ` ${currency}` : ''));
};
/* What a sum or a figure amounts to: a number without its unit says nothing. */
KG.figure = ({ props }) => {
  if (props.amount !== undefined) return KG.amount(props.amount, props.currency);
  return props.value === undefined ? '' : props.text || `${KG.number(props.value)}${props.unit || ''}`;
};
KG.cell = (value) => {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(KG.cell).join(KG.lang ? ', ' : '、');
  if (typeof value === 'number') return KG.number(value);
  if (typeof value === 'object') return JSON.stringify(value);
  return KG.value(String(value));
};
/* Gives a function that takes this very message away; one that is `kept` stays until then. */
KG.toast = (text, action, kept) => {
  const box = KG.$('#toast');
  const line = KG.el('span', { text });
  KG.fill(box, line, action && KG.button(action.text, () => { box.classList.remove('on'); action.run(); }));
  box.classList.add('on');
  clearTimeout(KG.toast.timer);
  if (!kept) KG.toast.timer = setTimeout(() => box.classList.remove('on'), action ? 9000 : 3500);
  return () => { if (line.isConnected) box.classList.remove('on'); };
};
/* Says so as long as something is awaited that does not come at once. */
KG.waiting = async (promise) => {
  let hide = null;
  const timer = setTimeout(() => { hide = KG.toast(KG.t('loading'), null, true); }, 200);
  try { return await promise; } finally { clearTimeout(timer); if (hide) hide(); }
};
KG.download = (blob, name) => {
  const url = URL.createObjectURL(blob);
  const link = KG.el('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 5000);
};
/* A cell that a spreadsheet would take for a formula gets an apostrophe. */
KG.csv = (rows) => '\ufeff' + rows.map((row) => row.map((value) => {
  let text = value === null || value === undefined ? '' : Array.isArray(value) ? value.join('、') : String(value);
  if (typeof value !== 'number' && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}).join(',')).join('\r\n') + '\r\n';
KG.copy = async (text, done, otherwise) => {
  try { await navigator.clipboard.writeText(text); KG.toast(done); } catch { KG.toast(otherwise || text.slice(0, 200)); }
};
KG.dialog = (title, ...content) => {
  const box = KG.$('#dialog');
  const close = KG.button('×', () => box.close(), { class: 'x', 'aria-label': KG.t('close') });
  KG.fill(box, KG.el('h2', { text: title }), close, ...content);
  box.setAttribute('aria-label', title);
  if (!box.open) box.showModal();
  return box;
};
/* A table: columns are [title, value of a row, extra]; extra.sort gives the value to sort by. */
KG.table = (columns, rows, options = {}) => {
  const body = KG.el('tbody');
  const draw = (list) => KG.fill(body, list.map((row) => {
    const tr = KG.el('tr', {}, columns.map(([, value, extra]) => {
      const shown = value(row);
      return KG.el('td', { class: extra && extra.class }, shown instanceof Node || Array.isArray(shown) ? shown : String(shown ?? ''));
    }));
    if (options.row) options.row(tr, row);
    return tr;
  }));
  let sorted = null;
  const head = columns.map(([title, value, extra]) => {
    const key = (extra && extra.sort) || ((row) => { const v = value(row); return v instanceof Node ? v.textContent : v; });
    const th = KG.el('th', { scope: 'col', class: extra && extra.class });
    th.append(KG.button(title, () => {
      const down = sorted === th && th.getAttribute('aria-sort') === 'descending';
      head.forEach((h) => h.removeAttribute('aria-sort'));
      sorted = th;
      th.setAttribute('aria-sort', down ? 'ascending' : 'descending');
      const sign = down ? 1 : -1;
      draw([...rows].sort((a, b) => sign * KG.order(key(a), key(b))));
    }));
    return th;
  });
  draw(rows);
  return KG.el('table', {}, options.caption && KG.el('caption', { text: options.caption }), KG.el('thead', {}, KG.el('tr', {}, head)), body);
};
KG.order = (a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a ?? '').localeCompare(String(b ?? ''), 'zh-CN'));
