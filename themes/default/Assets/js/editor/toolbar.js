// Buttons that put Markdown into the text. execCommand keeps the browser's own undo.
import { $, $$ } from '../shared/dom.js';

export function toolbar(form) {
  const bar = $('[data-ed-bar]', form), area = form.elements.markdown;
  const buttons = $$('button', bar);
  bar.hidden = false;
  buttons.forEach((button, i) => {
    button.tabIndex = i ? -1 : 0;
    button.addEventListener('click', () => press(area, button.dataset));
  });
  bar.addEventListener('keydown', (e) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key], at = buttons.indexOf(document.activeElement);
    if (!step || at < 0) return;
    e.preventDefault();
    const next = buttons[(at + step + buttons.length) % buttons.length];
    buttons.forEach((b) => { b.tabIndex = b === next ? 0 : -1; });
    next.focus();
  });
}

function press(area, { wrap, line, block }) {
  const { value, selectionStart: from, selectionEnd: to } = area;
  const chosen = value.slice(from, to);
  area.focus();
  if (wrap) {
    insert(area, wrap + chosen + wrap);
    area.setSelectionRange(from + wrap.length, from + wrap.length + chosen.length);
  } else if (line) {
    const start = value.lastIndexOf('\n', from - 1) + 1;
    area.setSelectionRange(start, to);
    insert(area, value.slice(start, to).split('\n').map((l) => line + l).join('\n'));
  } else {
    const before = value.slice(0, from), after = value.slice(to);
    const gap = (text, edge) => (!text || edge.test(text) ? '' : '\n\n');
    insert(area, gap(before, /\n\n$/) + (chosen ? block.replace(/\n[\s\S]*\n/, '\n' + chosen + '\n') : block) + gap(after, /^\n\n/));
  }
}

function insert(area, text) {
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
