/** The service worker keeps the app's own files, nothing else: no API reply, no visit data, nothing but GET. */
declare const self: ServiceWorkerGlobalScope;

const CACHE = `app-${'__VERSION__'}`;
const FILES = JSON.parse('__FILES__') as string[];
const KNOWN = new Set(FILES);

/** All or nothing: one missing file fails the install and the old version stays. */
async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })));
}

async function dropOldVersions(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith('app-') && name !== CACHE) await caches.delete(name);
  await self.clients.claim();
}

async function answer(request: Request, file: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(file)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(keepFiles()));
self.addEventListener('activate', (event) => event.waitUntil(dropOldVersions()));
self.addEventListener('message', (event) => {
  if (event.data === 'skip-waiting') void self.skipWaiting();
});

// A request passed through a worker can lose its body (WebKit), so everything but our own files goes straight to the network.
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.startsWith('/api/')) return;
  if (KNOWN.has(url.pathname)) event.respondWith(answer(request, url.pathname));
  else if (request.mode === 'navigate') event.respondWith(answer(request, '/'));
});

export {};
