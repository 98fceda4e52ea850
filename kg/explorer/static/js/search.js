/* Finding: suggestions while typing, quiet while an input method composes. */
'use strict';
(() => {
  const { el, t } = KG;
  let serial = 0;

  /* Make an input a combobox. `pick` gets a hit; `extra` gives further options for a text; `enter` the text itself. */
  KG.combo = (input, list, { pick, extra, enter, only }) => {
    let composing = false;
    let timer = 0;
    let asked = 0;
    let current = -1;
    let drawn = ''; /* the text that the list belongs to */
    const id = `s${serial += 1}`;
    const options = () => [...list.querySelectorAll('[role=option]')];
    const close = () => { list.hidden = true; input.setAttribute('aria-expanded', 'false'); input.removeAttribute('aria-activedescendant'); current = -1; };
    const choose = (i) => {
      current = i;
      options().forEach((o, n) => o.setAttribute('aria-selected', String(n === i)));
      if (i >= 0) { input.setAttribute('aria-activedescendant', options()[i].id); options()[i].scrollIntoView({ block: 'nearest' }); }
    };
    const option = (content, action, i) => el('li', { role: 'option', id: `${id}-${i}`, 'aria-selected': 'false', onmousedown: (e) => e.preventDefault(), onclick: () => { close(); action(); } }, content);
    const draw = (text, hits) => {
      const rows = hits.map((h) => [[KG.dot(h.label), el('b', { text: h.name }),
        h.matched ? el('span', { class: 'soft', text: ` ${t('also', h.matched)}` }) : null,
        el('span', { class: 'n', text: `${KG.title(h.label)} · ${t('links_n', h.degree)}` })], () => pick(h)]);
      const more = extra ? extra(text) : [];
      KG.fill(list, rows.concat(more).map(([content, action], i) => option(content, action, i)),
        hits.length ? null : el('li', { class: 'soft', role: 'presentation', text: t('no_name', text) }));
      list.hidden = false;
      drawn = text;
      input.setAttribute('aria-expanded', 'true');
      choose(-1);
    };
    const suggest = async () => {
      const text = input.value.trim();
      const mine = asked += 1;
      if (!text) { close(); return; }
      try {
        const hits = await KG.api.search(text);
        if (mine === asked) draw(text, only ? hits.filter(only) : hits);
      } catch (e) { if (mine === asked) { close(); KG.toast(e.message); } }
    };
    /* Enter may be faster than the list. */
    const first = async () => {
      if (list.hidden || drawn !== input.value.trim()) await suggest();
      if (!list.hidden && drawn === input.value.trim() && options().length) options()[0].click();
    };
    input.addEventListener('compositionstart', () => { composing = true; });
    input.addEventListener('compositionend', () => { composing = false; suggest(); });
    input.addEventListener('input', () => { if (composing) return; clearTimeout(timer); timer = setTimeout(suggest, 120); });
    input.addEventListener('blur', () => setTimeout(close, 150));
    input.addEventListener('keydown', (e) => {
      if (composing || e.isComposing || e.keyCode === 229) return;
      const n = options().length;
      if ((e.key === 'ArrowDown' || e.key === 'ArrowUp') && n && !list.hidden) { e.preventDefault(); choose((current + (e.key === 'ArrowDown' ? 1 : -1) + n) % n); }
      else if (e.key === 'Enter') {
        e.preventDefault();
        clearTimeout(timer);
        if (current >= 0 && !list.hidden) options()[current].click();
        else if (enter) { asked += 1; close(); enter(input.value.trim()); } else first();
      } else if (e.key === 'Escape' && !list.hidden) { e.stopPropagation(); e.preventDefault(); close(); }
    });
    return { close };
  };

  const looksLikeQuestion = (text) => /[？?吗呢谁]|哪|什么|多少|几|如何|怎|是否|有没有|\b(which|what|who|how|where|when|list|compare)\b/i.test(text);
  /* Enter: a name that is there is opened, anything else is asked. */
  const enter = async (text) => {
    if (!text) return;
    if (!looksLikeQuestion(text)) {
      try {
        const [best] = await KG.api.search(text);
        if (best && (best.name === text || best.matched === text || best.name.toLowerCase() === text.toLowerCase())) { KG.open(best.k); return; }
      } catch (e) { KG.toast(e.message); return; }
    }
    KG.ask(text);
  };
  KG.startSearch = () => KG.combo(KG.$('#q'), KG.$('#suggestions'), {
    pick: (hit) => { KG.$('#q').value = hit.name; KG.open(hit.k); },
    extra: (text) => (KG.file ? [] : [[[el('span', { class: 'askmark', 'aria-hidden': 'true', text: '?' }), t('ask_this', text)], () => KG.ask(text)]]),
    enter,
  });

  /* A dialog that asks for two nodes. */
  KG.pickTwo = ({ title, labels, action, first, only, run }) => {
    const chosen = [first || null, null];
    const fields = labels.map((label, i) => {
      const input = el('input', { type: 'text', role: 'combobox', autocomplete: 'off', 'aria-expanded': 'false', 'aria-autocomplete': 'list', 'aria-label': label, 'aria-controls': `two${i}`, value: i === 0 && first ? first.name : '' });
      const list = el('ul', { class: 'suggestions', role: 'listbox', hidden: true, id: `two${i}`, 'aria-label': label });
      input.addEventListener('input', () => { chosen[i] = null; });
      KG.combo(input, list, { only, pick: (hit) => { chosen[i] = hit; input.value = hit.name; } });
      return el('label', { class: 'field' }, el('span', { text: label }), el('div', { class: 'omni' }, input, list));
    });
    const go = () => { if (chosen[0] && chosen[1] && chosen[0].k === chosen[1].k) KG.toast(t('choose_other')); else if (chosen[0] && chosen[1]) { KG.$('#dialog').close(); run(chosen[0], chosen[1]); } else KG.toast(t('choose_two')); };
    const box = KG.dialog(title, fields, KG.button(action, go, { class: 'main' }));
    box.querySelectorAll('input')[first ? 1 : 0].focus();
  };
})();
