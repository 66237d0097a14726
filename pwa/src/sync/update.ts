/** A new version of the app waits until a person takes it, and only the list of visits offers it. */
import { signal } from '@preact/signals';

const waiting = signal<ServiceWorker | null>(null);
export const updateReady = waiting;

const FALLBACK_MS = 10_000;
const CHECK_MS = 3_600_000;

function follow(registration: ServiceWorkerRegistration): void {
  const look = (): void => {
    if (registration.waiting && navigator.serviceWorker.controller) waiting.value = registration.waiting;
  };
  look();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  setInterval(() => void registration.update().catch(() => undefined), CHECK_MS);
}

export async function watchForUpdate(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  try {
    follow(await navigator.serviceWorker.register('/sw.js'));
  } catch (error) {
    // Private windows and full disks refuse a worker: the app works on, but only with signal.
    console.warn('No service worker', error);
  }
}

/** Reloads once the new version has taken over, or after a while anyway: a button must never spin for ever. */
export function applyUpdate(): void {
  const reload = (): void => location.reload();
  navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
  setTimeout(reload, FALLBACK_MS);
  waiting.value?.postMessage('skip-waiting');
}
