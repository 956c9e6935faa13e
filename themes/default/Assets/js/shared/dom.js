// Short names used by every module.
export const d = document, root = d.documentElement;
export const $ = (s, e = d) => e.querySelector(s);
export const $$ = (s, e = d) => [...e.querySelectorAll(s)];
