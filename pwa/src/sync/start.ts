/** What happens once when the app opens, in the order that loses nothing. */
import { effect } from '@preact/signals';
import { prepareRest } from '../photos';
import { StoreDead } from '../store/db';
import { deviceId } from '../store/device';
import { changed, drain, listenForTriggers } from './loop';
import { checkSession, me, restoreSession, session } from './session';
import { reachable, refreshStatus, status } from './status';
import { watchForUpdate } from './update';
import { fetchVisits, readVisits } from './visits';

/** Resolves when the first screen can be drawn; the rest goes on behind it. */
export async function startApp(): Promise<void> {
  reachable.value = navigator.onLine;
  try {
    await deviceId();
    await restoreSession();
    // With what waits: the first screen must not say "All sent" of a queue nobody has read.
    await Promise.all([readVisits(), refreshStatus()]);
  } catch (error) {
    // A page that says what is wrong is better than none.
    console.error('The store of this phone cannot be read', error);
  }
  // What a dead store breaks off, wherever it is, its banner says on every screen. Any other mistake is heard, then as well.
  addEventListener('unhandledrejection', (event) => event.reason instanceof StoreDead && event.preventDefault());
  listenForTriggers();
  effect(badge);
  void goOn();
}

/** The number at the app's icon, where there is one: what of this person still waits on the phone. */
function badge(): void {
  const { waiting, parked } = status.value;
  void navigator.setAppBadge?.(waiting + parked).catch(() => undefined);
}

async function goOn(): Promise<void> {
  // Registering a worker waits for the network; the queue does not wait for that.
  void watchForUpdate();
  if (me.value && (await prepareRest(me.value.id)) > 0) await changed();
  await checkSession();
  // Signing in, today or after an expired session, opens the queue and fetches the visits.
  effect(() => {
    if (session.value === 'in' && me.value) queueMicrotask(() => void catchUp());
  });
  addEventListener('online', () => void fetchVisits());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void fetchVisits());
}

/** Only where somebody asked for them on this phone; everybody else's phone does not even fetch the part. */
async function renewReminders(): Promise<void> {
  if (me.value && localStorage.getItem('reminders') !== null) await (await import('./push')).renew(me.value.id).catch(() => undefined);
}

async function catchUp(): Promise<void> {
  await readVisits();
  await drain();
  await fetchVisits();
  await renewReminders();
}
