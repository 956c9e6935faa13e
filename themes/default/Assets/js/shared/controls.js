// Password reveal, print, dialog.
import { d, $, $$ } from './dom.js';
import { say } from './words.js';

$$('[data-reveal]').forEach((b) => b.addEventListener('click', () => {
  const input = d.getElementById(b.dataset.reveal), show = input.type === 'password';
  input.type = show ? 'text' : 'password';
  b.setAttribute('aria-pressed', show);
  $('span', b).textContent = say(show ? '隐藏' : '显示');
}));
$$('[data-print]').forEach((b) => b.addEventListener('click', () => print()));
$$('[data-dialog]').forEach((b) => b.addEventListener('click', () => d.getElementById(b.dataset.dialog).showModal()));
