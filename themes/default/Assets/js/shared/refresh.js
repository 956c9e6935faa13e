// [data-refresh="3"][id]: fetches this page every 3 seconds while it is looked at and puts the new element in place of the
// old, until the element says 0 or is gone. A reload does the same without this script.
import { d, $$ } from './dom.js';

const again = (element) => {
  const seconds = +element.dataset.refresh;
  if (seconds > 0) setTimeout(() => fetchNew(element), seconds * 1000);
};

async function fetchNew(element) {
  // Not while somebody is on a button in it: the focus would be lost.
  if (d.hidden || element.contains(d.activeElement)) return again(element);
  try {
    const answer = await fetch(location.href, { credentials: 'same-origin', redirect: 'manual', headers: { 'X-Requested-With': 'fetch' } });
    if (!answer.ok) return;
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(element.id);
    // It was there only while something was under way: the page has become another one. Nobody loses what they are filling in.
    if (!next) return d.activeElement === d.body ? location.replace(location.pathname + location.search) : again(element);
    const place = d.importNode(next, true);
    element.replaceWith(place);
    again(place);
  } catch { again(element); }
}

$$('[data-refresh][id]').forEach(again);
