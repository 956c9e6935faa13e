// a[data-count]: how many messages are unread, asked once a page and kept by the browser for a minute. A file of its own,
// because only signed-in people have a bell.
const bell = document.querySelector('a[data-count]');
// The page of messages itself knows better than the browser's memory.
const cache = document.querySelector('[data-notices]') ? 'reload' : 'default';
fetch(bell.dataset.count, { cache }).then((answer) => answer.json()).then(({ unread }) => {
  bell.querySelector('b').textContent = unread || '';
}).catch(() => {});
