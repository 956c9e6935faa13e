// The strip that says the network is gone.
import { $ } from '../shared/dom.js';

const strip = $('[data-offline]');
if (strip) {
  const show = () => { strip.hidden = navigator.onLine; };
  addEventListener('online', show);
  addEventListener('offline', show);
  show();
}
