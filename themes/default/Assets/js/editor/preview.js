// What learners will see, 300 ms after the last key: rendered by the server, so that it is what they will see.
import { $ } from '../shared/dom.js';

export function preview(form) {
  const html = $('[data-ed-html]', form), problems = $('[data-ed-problems]', form), count = $('[data-ed-count]', form);
  let timer, last = 0;

  async function ask() {
    const turn = ++last;
    const value = (name) => form.elements[name].value;
    try {
      const answer = await fetch(form.dataset.preview, {
        method: 'post', credentials: 'same-origin', redirect: 'manual',
        headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'fetch', RequestVerificationToken: value('__RequestVerificationToken') },
        body: JSON.stringify({ lesson: form.dataset.editor, title: value('title'), minutes: value('minutes'), think: value('think'), markdown: value('markdown') }),
      });
      if (!answer.ok) return;
      const shown = await answer.json();
      // An older answer may arrive late.
      if (turn !== last) return;
      html.innerHTML = shown.html;
      problems.innerHTML = shown.problems;
      count.textContent = shown.count;
    } catch { /* offline: the last preview stays, the state says where the text is */ }
  }
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, 300); });

  const sizes = $('[data-ed-sizes]', form), phone = $('[data-ed-phone]', form);
  sizes.hidden = false;
  sizes.addEventListener('click', (e) => {
    const button = e.target.closest('button');
    if (button) phone.dataset.size = button.dataset.size;
  });
}
