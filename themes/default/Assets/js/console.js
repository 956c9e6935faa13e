// Console behaviour without charts.
import './shared/controls.js';
import './shared/refresh.js';

document.querySelectorAll('.c-seg, .ed-tabs').forEach((group) => group.addEventListener('click', (e) => {
  const button = e.target.closest('button');
  if (button) group.querySelectorAll('button').forEach((b) => b.setAttribute('aria-pressed', b === button));
}));
