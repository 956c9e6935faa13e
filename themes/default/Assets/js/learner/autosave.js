// form[data-autosave]: posts itself on every change. What cannot be sent waits on this device and goes out when the network is back.
// The value of data-autosave, if any, names the owner, so that people who share a phone do not send each other's answers.
import { $$ } from '../shared/dom.js';
import { busy, failed, kept, post, saved } from '../shared/save.js';

const week = 6048e5, token = '__RequestVerificationToken';
const store = {
  read(key) { try { const kept = JSON.parse(localStorage.getItem(key)); return kept && Date.now() - kept.at < week ? kept.fields : null; } catch { return null; } },
  write(key, fields) { try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields })); return true; } catch { return false; /* private mode */ } },
  drop(key) { try { localStorage.removeItem(key); } catch { /* private mode */ } },
};

$$('form[data-autosave]').forEach((form) => {
  const key = 'autosave:' + form.dataset.autosave + ':' + form.action;
  let timer, sending = false, again = false;

  const keep = () => store.write(key, [...new FormData(form)].filter(([name, value]) => name !== token && typeof value === 'string'));
  const settle = (error) => {
    // It ended meanwhile, by the clock or on another device: the server knows which page is right now.
    if (error.status === 409) { store.drop(key); location.reload(); return; }
    // The answer can no longer be taken (withdrawn): do not offer it again.
    if ([404, 410].includes(error.status)) store.drop(key);
    else if (keep() && !error.status) return kept(form);
    failed(form, send);
  };
  async function send() {
    clearTimeout(timer);
    timer = 0;
    if (sending) { again = true; return; }
    if (!navigator.onLine) { settle({ status: 0 }); return; }
    sending = true;
    busy(form);
    try {
      const time = await post(form, new FormData(form));
      store.drop(key);
      saved(form, time);
    } catch (error) { settle(error); }
    sending = false;
    if (again) { again = false; send(); }
  }
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(send, wait); };

  const fields = store.read(key);
  if (fields) {
    restore(form, fields);
    send();
  }
  form.addEventListener('change', () => later(200));
  form.addEventListener('input', (e) => { if (e.target.matches('textarea, input[type=text]')) later(1500); });
  form.addEventListener('submit', (e) => {
    clearTimeout(timer);
    timer = 0;
    if (navigator.onLine) store.drop(key); else { e.preventDefault(); settle({ status: 0 }); }
  });
  addEventListener('online', () => { if (store.read(key)) send(); });
  addEventListener('pagehide', () => { if (timer) send(); });
});

// The kept answer is newer than what the server printed.
function restore(form, fields) {
  const names = new Set(fields.map(([name]) => name));
  for (const e of form.elements) {
    if (!e.name || e.name === token || /^(file|submit|button|fieldset)$/.test(e.type)) continue;
    if (e.type === 'radio' || e.type === 'checkbox') e.checked = fields.some(([name, value]) => name === e.name && value === e.value);
    else if (names.has(e.name)) e.value = fields.find(([name]) => name === e.name)[1];
  }
}
