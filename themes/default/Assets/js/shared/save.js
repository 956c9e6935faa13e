// Sending a form and saying where it was saved. Used by autosave and by the reading position.
import { $, $$ } from './dom.js';
import { say } from './words.js';

// The state belongs to the form, or to the page when the form has none (action bar).
const stateOf = (form) => $('[data-save]', form) || $('[data-save]');

export const busy = (form) => show(form, '', say('正在保存…'));
export const saved = (form, time) => show(form, 'ok', say('已保存 {0}', time));
export const kept = (form) => show(form, 'warn', say('已存在本机'));
export const failed = (form, retry) => show(form, 'danger', say('没有存上，点此重试'), retry);

function show(form, kind, text, retry) {
  const state = stateOf(form);
  if (!state) return;
  state.className = 'state ' + kind;
  $$('[data-when]', state).forEach((icon) => { icon.hidden = icon.dataset.when !== kind; });
  const words = $('[data-words]', state) || $('span', state);
  words.textContent = retry ? '' : text;
  if (!retry) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = text;
  button.addEventListener('click', retry);
  words.append(button);
}

// Resolves with the time of saving; rejects with { status }, 0 when the network failed.
export async function post(form, data) {
  let answer;
  try {
    answer = await fetch(form.action, {
      method: 'post', body: data, credentials: 'same-origin', redirect: 'manual', keepalive: true,
      headers: { 'X-Requested-With': 'fetch', Accept: 'application/json' },
    });
  } catch { throw { status: 0 }; }
  if (!answer.ok) throw { status: answer.status || 302 };
  try { return (await answer.json()).saved; } catch { throw { status: 502 }; }
}
