// Colors headings and block marks: the same text lies behind the field, which shows only its caret. Same font, same wrapping,
// no bold, so both always agree; the text behind also gives the field its height.
import { $ } from '../shared/dom.js';

export function ink(form) {
  const area = form.elements.markdown, page = $('[data-ed-ink]', form);
  const draw = () => {
    page.textContent = '';
    for (const line of area.value.split('\n')) {
      const kind = /^#{1,6}\s/.test(line) ? 'm-h' : /^:::/.test(line) ? 'm-d' : '';
      if (!kind) { page.append(line + '\n'); continue; }
      const mark = document.createElement('span');
      mark.className = kind;
      mark.textContent = line;
      page.append(mark, '\n');
    }
    page.append('\u200b');
  };
  page.parentElement.classList.add('live');
  form.addEventListener('input', draw);
  draw();
}
