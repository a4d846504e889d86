/**
 * Offline after the first visit. One cache holds one version of the whole page, taken in
 * together or not at all and checked by hash, so that files of two versions never mix.
 * `scripts/site.mjs` puts in the version and the list of `[path, hash]`.
 */
const VERSION = __VERSION__;
const FILES = __FILES__;
/** Other pages of the same origin, other copies of this one among them, have caches of their own. */
const PREFIX = `copydesk ${self.registration.scope} `;
const CACHE = PREFIX + VERSION;

self.addEventListener('install', (event) => {
  const requests = FILES.map(
    ([path, integrity]) => new Request(path, { integrity, cache: 'no-cache' }),
  );
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  // Nothing leaves the page's own origin, the worker included.
  if (new URL(request.url).origin !== self.location.origin) event.respondWith(Response.error());
  else if (request.mode === 'navigate') event.respondWith(navigate(request));
  else if (request.method === 'GET') event.respondWith(fromCache(request));
});

async function fromCache(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}

/** A new version takes over at the next load, once no other tab still uses the old one. */
async function navigate(request) {
  const { waiting } = self.registration;
  if (waiting && (await self.clients.matchAll()).length < 2) {
    waiting.postMessage('take over');
    return new Response('', { headers: { Refresh: '0' } });
  }
  const cache = await caches.open(CACHE);
  return (await cache.match('./')) ?? fetch(request);
}

self.addEventListener('message', ({ data }) => {
  if (data === 'take over') self.skipWaiting();
});
