// Pages with questions load this beside learner.js: countdown, flag, order of steps, feedback of the daily practice, sum of the scale practice.
import { d, $, $$ } from './shared/dom.js';
import { say } from './shared/words.js';

// [data-timer="seconds"]; announced only at five minutes and one minute. data-timer-form="id" is handed in at zero.
$$('[data-timer]').forEach((el) => {
  const end = Date.now() + el.dataset.timer * 1000, out = $('b', el), voice = $('[data-timer-say]'), two = (n) => String(n).padStart(2, '0');
  let said = Infinity;
  const tick = () => {
    const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    out.textContent = two(Math.floor(left / 60)) + ':' + two(left % 60);
    el.classList.toggle('low', left <= 300);
    const mark = left <= 60 ? 60 : left <= 300 ? 300 : Infinity;
    if (voice && mark < said && left >= mark - 5) voice.textContent = say('剩余 {0} 分钟', mark / 60);
    said = mark;
    if (left) { setTimeout(tick, 1000); return; }
    if (voice) voice.textContent = say('时间到');
    // Without network the page stays: nothing that is written is lost to the browser's own error page.
    const form = d.getElementById(el.dataset.timerForm), handIn = () => form.submit();
    if (form && navigator.onLine) handIn(); else if (form) addEventListener('online', handIn);
  };
  tick();
});

// [data-flag="id of a hidden input"]; the change lets autosave take it along.
$$('[data-flag]').forEach((b) => b.addEventListener('click', (e) => {
  e.preventDefault();
  const on = b.getAttribute('aria-pressed') !== 'true', input = d.getElementById(b.dataset.flag);
  b.setAttribute('aria-pressed', on);
  $('span', b).textContent = say(on ? '已标记' : '标记');
  if (input) { input.value = on; input.dispatchEvent(new Event('change', { bubbles: true })); }
}));

// select[data-rank]: each place is used once. Taking the place of another step gives that step the place just left.
const ranks = $$('[data-rank]'), places = () => ranks.map((s) => s.value);
let were = places();
$$('[data-rank-help]').forEach((e) => { e.hidden = false; });
ranks.forEach((s, i) => s.addEventListener('change', () => {
  const other = ranks.find((o) => o !== s && s.value && o.value === s.value);
  if (other) other.value = were[i];
  were = places();
  $$('[data-halfway]').forEach((e) => e.remove());
}));

$$('form[data-reveal-on-answer]').forEach((f) => f.addEventListener('change', () => { const o = $('[data-feedback]', f); if (o) o.hidden = false; }));

$$('form[data-scale]').forEach((f) => {
  const sum = () => {
    const checked = $$('input:checked', f), total = checked.reduce((a, i) => a + +i.value, 0);
    $$('[data-sum]').forEach((o) => { o.textContent = total; });
    $$('[data-count]').forEach((o) => { o.textContent = checked.length; });
  };
  f.addEventListener('change', sum);
  sum();
});
