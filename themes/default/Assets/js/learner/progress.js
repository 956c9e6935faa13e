// form[data-progress]: how far the lesson has been read, 0 to 100, at most every ten seconds and when the page is left.
// The number goes into the field named by data-progress (default "position"), next to the antiforgery field of the form.
import { $ } from '../shared/dom.js';
import { kept, post, saved } from '../shared/save.js';

const form = $('form[data-progress]'), text = $('[data-reading]') || $('.prose') || $('main');
if (form) {
  const bar = $('[data-progress-bar]'), field = form.dataset.progress || 'position';
  let best = (bar && +bar.value) || 0, sent = best, timer = 0;

  const measure = () => {
    const box = text.getBoundingClientRect(), read = (innerHeight - box.top) / (box.height || 1);
    best = Math.max(best, Math.min(100, Math.max(0, Math.round(read * 100))));
    if (bar) bar.value = best;
  };
  const data = () => { const f = new FormData(form); f.set(field, best); return f; };
  const send = async () => {
    timer = 0;
    if (best === sent) return;
    const position = best;
    try { const time = await post(form, data()); sent = position; saved(form, time); } catch (e) { if (!e.status) kept(form); }
  };
  const leave = () => { if (best !== sent && navigator.sendBeacon(form.action, data())) sent = best; };

  // Go on where the lesson was left: the line that was at the bottom of the screen is there again.
  const box = text.getBoundingClientRect(), top = scrollY + box.top + (box.height * form.dataset.resume) / 100 - innerHeight;
  if (form.dataset.resume && !location.hash && top > innerHeight / 2) scrollTo(0, top);

  addEventListener('scroll', () => { measure(); if (!timer && best !== sent) timer = setTimeout(send, 10000); }, { passive: true });
  addEventListener('online', send);
  addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', () => { if (document.hidden) leave(); });
  measure();
  timer = setTimeout(send, 10000);
}
