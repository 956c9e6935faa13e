// What learners will see, 300 ms after the last key: rendered by the server, so that it is what they will see.
import { $ } from '../shared/dom.js';

export function preview(form) {
  const html = $('[data-ed-html]', form), problems = $('[data-ed-problems]', form), count = $('[data-ed-count]', form), todo = $('[data-ed-todo]', form);
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
      todo.textContent = shown.todo;
      todo.hidden = !shown.todo;
    } catch { /* offline: the last preview stays, the state says where the text is */ }
  }
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, 300); });

  // From a problem to its line.
  problems.addEventListener('click', (e) => {
    const link = e.target.closest('[data-goto]');
    if (!link) return;
    e.preventDefault();
    const area = form.elements.markdown, lines = area.value.split('\n'), line = link.dataset.goto - 1;
    const from = lines.slice(0, line).join('\n').length + (line ? 1 : 0);
    area.focus({ preventScroll: true });
    area.setSelectionRange(from, from + lines[line].length);
    const ink = $('[data-ed-ink]', form), range = document.createRange();
    let left = from;
    for (const node of ink.childNodes) {
      if (left < node.textContent.length) { range.selectNode(node); break; }
      left -= node.textContent.length;
    }
    scrollBy({ top: range.getBoundingClientRect().top - innerHeight / 3, behavior: 'instant' });
  });

  const sizes = $('[data-ed-sizes]', form), phone = $('[data-ed-phone]', form);
  sizes.hidden = false;
  sizes.addEventListener('click', (e) => {
    const button = e.target.closest('button');
    if (button) phone.dataset.size = button.dataset.size;
  });
}
