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

/** The version before this one stays: another tab may be in the middle of a visit with it, and needs the rest of its files. */
async function dropOldVersions(): Promise<void> {
  const older = (await caches.keys()).filter((name) => name.startsWith('app-') && name !== CACHE);
  for (const name of older.slice(0, -1)) await caches.delete(name);
  await self.clients.claim();
}

async function answer(request: Request, file: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(file)) ?? fetch(request);
}

async function fromOlder(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
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
  else if (url.pathname.startsWith('/assets/')) event.respondWith(fromOlder(request));
  else if (request.mode === 'navigate') event.respondWith(answer(request, '/'));
});

export {};
