// Saves a draft without leaving the page. Whatever is more than "saved" – a refusal, a text of somebody else – is shown by the
// page itself: then the form is sent as any form.
import { $ } from '../shared/dom.js';
import { state } from './state.js';

export function save(form, copy) {
  let sending = false;
  form.addEventListener('submit', (e) => {
    const then = e.submitter && e.submitter.value;
    if (!navigator.onLine) { e.preventDefault(); failed(); return; }
    if (then) { copy.write(); copy.settle(); return; }
    e.preventDefault();
    send();
  });
  document.addEventListener('keydown', (e) => {
    if ((e.ctrlKey || e.metaKey) && !e.altKey && e.key.toLowerCase() === 's') { e.preventDefault(); if (form.reportValidity()) send(); }
  });

  function failed(kind = 'failed') { state(copy.write() ? kind : 'lost'); }

  async function send() {
    if (sending) return;
    if (!navigator.onLine) { failed(); return; }
    sending = true;
    copy.settle();
    state('busy');
    const before = copy.fields();
    let answer;
    try {
      answer = await fetch(form.action, {
        method: 'post', body: new URLSearchParams(new FormData(form)), credentials: 'same-origin', redirect: 'manual',
        headers: { 'X-Requested-With': 'fetch', Accept: 'application/json' },
      });
      if (answer.ok) {
        const { saved, basedOn, draft } = await answer.json();
        form.elements.basedOn.value = basedOn;
        // Typed on meanwhile: that part is still only here.
        if (copy.same(before, copy.fields())) { copy.drop(); state('saved', saved); } else state(copy.write() ? 'local' : 'unsaved');
        const mark = $('[data-ed-draft]');
        mark.textContent = draft;
        mark.hidden = !draft;
        const conflict = $('[data-ed-conflict]');
        if (conflict) conflict.remove();
      } else if (answer.status === 409 || answer.status === 422) {
        copy.write();
        form.submit();
      } else failed(answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 400 ? 'signin' : 'failed');
    } catch { failed(); }
    sending = false;
  }
}
