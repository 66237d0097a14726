/**
 * The service worker keeps the app's own files, nothing else: no API reply, no visit data, nothing but GET.
 * One request of another kind reaches it that no server is meant to see: photos another app shares.
 * What it sends by itself (`send.ts`) is the queue's, and never a page's request passed on.
 */
import { sendWaiting } from './send';
import { isShare, takeShare } from './shared';

declare const self: ServiceWorkerGlobalScope;

const CACHE = `app-${'__VERSION__'}`;
const FILES = JSON.parse('__FILES__') as string[];
const KNOWN = new Set(FILES);

/** What a reminder says is made by the server, and neutral: it may stand on a lock screen. */
interface Reminder {
  title: string;
  body: string;
}

async function openVisits(): Promise<void> {
  const [page] = await self.clients.matchAll({ type: 'window' });
  if (page) await page.focus();
  else await self.clients.openWindow('/visits');
}

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

self.addEventListener('push', (event) => {
  const { title, body } = event.data?.json() as Reminder;
  // One at a time: a second one takes the place of the first.
  event.waitUntil(self.registration.showNotification(title, { body, tag: 'reminder' }));
});
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openVisits());
});

/** TypeScript does not know of Background Sync, which only some browsers have. */
interface SyncEvent extends ExtendableEvent {
  tag: string;
}
self.addEventListener('sync', (event) => {
  const { tag } = event as SyncEvent;
  if (tag === 'send') (event as SyncEvent).waitUntil(isWatched().then((watched) => (watched ? undefined : sendWaiting())));
});

/** Somebody looks at the app: then the page sends, which says how far it is and keeps the screen on. */
async function isWatched(): Promise<boolean> {
  const pages = await self.clients.matchAll({ type: 'window' });
  return pages.some((page) => page.visibilityState === 'visible');
}

// A request passed through a worker can lose its body (WebKit), so everything but our own files goes straight to the network.
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (isShare(request, url)) return event.respondWith(takeShare(request));
  if (request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.startsWith('/api/')) return;
  if (KNOWN.has(url.pathname)) event.respondWith(answer(request, url.pathname));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(fromOlder(request));
  else if (request.mode === 'navigate') event.respondWith(answer(request, '/'));
});

