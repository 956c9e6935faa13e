// The few words that scripts write. Source strings are Chinese, as in the templates; Words.liquid gives the translations.
import { $ } from './dom.js';

const meta = $('meta[name=words]'), translated = Object.fromEntries(meta ? meta.content.split('|').map((pair) => pair.split('=')) : []);
export const say = (text, value) => (translated[text] || text).replace('{0}', value);
