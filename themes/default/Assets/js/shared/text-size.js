// Text size: 标准 / 大 / 特大. The server renders data-text from the cookie, so nothing jumps.
import { d, root, $$ } from './dom.js';
import { say } from './words.js';

const sizes = ['', 'lg', 'xl'], names = ['标准', '大', '特大'];
const current = () => Math.max(0, sizes.indexOf(root.dataset.text || ''));
$$('[data-text-size]').forEach((b) => {
  const label = () => b.setAttribute('aria-label', say('字号，当前{0}，点按切换', say(names[current()])));
  label();
  b.addEventListener('click', () => {
    const size = sizes[(current() + 1) % 3];
    if (size) root.dataset.text = size; else delete root.dataset.text;
    d.cookie = 'text=' + size + ';path=/;max-age=' + (size ? 31536000 : 0) + ';samesite=lax' + (location.protocol === 'https:' ? ';secure' : '');
    label();
  });
});
