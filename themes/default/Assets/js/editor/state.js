// Where the text is kept, in words: one of the spans [data-when] is shown.
import { $, $$ } from '../shared/dom.js';

const colors = { unsaved: 'warn', local: 'warn', failed: 'danger', signin: 'danger', lost: 'danger' };

export function state(when, saved) {
  const place = $('[data-ed-state]');
  if (saved) $('[data-ed-saved]', place).textContent = saved;
  place.className = 'saved ' + (colors[when] || '');
  $$('[data-when]', place).forEach((span) => { span.hidden = span.dataset.when !== when; });
}
