// A copy of what is typed on this device, until the server has it. It names lesson and owner, so that people who share a
// computer do not get each other's; and the version it is based on, so that a copy offered back meets the same check as any save.
import { $ } from '../shared/dom.js';
import { state } from './state.js';

const names = ['basedOn', 'title', 'minutes', 'think', 'markdown'];
// The server trims ends of lines and texts.
const plain = (text) => text.replace(/\r\n?/g, '\n').trimEnd();
const same = (a, b) => names.slice(1).every((name) => plain(a[name]) === plain(b[name]));

export function keepCopy(form) {
  const key = 'lesson:' + form.dataset.owner + ':' + location.pathname.split('/console/')[0] + ':' + form.dataset.editor;
  const read = () => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const fields = () => Object.fromEntries(names.map((name) => [name, form.elements[name].value]));
  const copy = {
    // False when this device keeps nothing (private window, full).
    write() { try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: fields() })); return true; } catch { return false; } },
    drop() { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
    fields, same,
  };
  let timer;
  form.addEventListener('input', () => {
    const publish = $('[data-ed-publish]');
    if (publish) publish.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => { timer = 0; state(copy.write() ? 'local' : 'unsaved'); }, 400);
  });
  // The text of a page that is left in the middle of a word.
  addEventListener('pagehide', () => { if (timer) copy.write(); });
  copy.settle = () => { clearTimeout(timer); timer = 0; };

  const kept = read();
  if (kept && same(kept.fields, fields())) { if (!$('[data-ed-conflict]')) copy.drop(); }
  else if (kept) offer(form, kept, copy);
  const forget = $('[data-ed-forget]');
  if (forget) forget.addEventListener('click', copy.drop);
  return copy;
}

function offer(form, kept, copy) {
  const banner = $('[data-ed-offer]');
  const at = new Date(kept.at);
  $('[data-ed-offer-time]', banner).textContent = at.toLocaleString(document.documentElement.lang, { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' });
  banner.hidden = false;
  const close = () => { banner.hidden = true; form.elements.markdown.focus(); };
  $('[data-ed-take]', banner).addEventListener('click', () => {
    for (const name of names) form.elements[name].value = kept.fields[name];
    form.dispatchEvent(new Event('input', { bubbles: true }));
    close();
  });
  $('[data-ed-drop]', banner).addEventListener('click', () => { copy.drop(); close(); });
}
