// The lesson editor (console). Without this script the page saves, previews and compares just the same, one page load at a time.
import { $, $$ } from './shared/dom.js';
import { ink } from './editor/ink.js';
import { keepCopy } from './editor/copy.js';
import { preview } from './editor/preview.js';
import { save } from './editor/save.js';
import { toolbar } from './editor/toolbar.js';

const form = $('form[data-editor]');
if (form) {
  ink(form);
  toolbar(form);
  const copy = keepCopy(form);
  save(form, copy);
  preview(form);
  $$('[data-ed-plain]', form).forEach((button) => { button.hidden = true; });
}
