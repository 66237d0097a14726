/**
 * Background Sync: what still waited when the app was closed goes from here once there is signal. It is the queue of the pages
 * with all of its rules: one sender at a time, the same ids, for the account that is signed in on this phone and no other.
 */
import { readValue } from '../store/kv';
import { drainRound, type RoundEnd } from '../sync/drain';
import { tellTabs } from '../sync/tabs';

async function round(): Promise<RoundEnd | null> {
  const [me, leaving] = [await readValue('me'), await readValue('sign_out_pending')];
  return me && !leaving ? drainRound(me.id, () => tellTabs('changed')) : null;
}

/** An ended session is for a person, and a page that sends already needs no help; else the browser is asked to come again. */
function isOver(end: RoundEnd | null): boolean {
  return end === null || end.why === 'signIn' || (end.why === 'through' && end.nextAt === null);
}

/** Rejects when something still waits, which is how a browser is told to try again later. */
export async function sendWaiting(): Promise<void> {
  const end = await navigator.locks.request('sync', { ifAvailable: true }, async (lock) => (lock ? round() : null));
  if (!isOver(end)) throw new Error('Something still waits to be sent.');
}
