/** Reminders while the app is closed (Web Push): for this device, for the person who asked for them here. Loaded when needed. */
import { send } from './request';

export type PushState = 'off' | 'on' | 'denied' | 'needs_install' | 'unsupported';

interface Kept {
  account: string;
  /** The server's name for this device's subscription. */
  id: string;
}

const KEPT = 'reminders';

function kept(): Kept | null {
  return JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Kept | null;
}

function keep(value: Kept | null): void {
  if (value) localStorage.setItem(KEPT, JSON.stringify(value));
  else localStorage.removeItem(KEPT);
}

function isSupported(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

/** Safari on a phone has it only for apps on the home screen. */
function needsInstall(): boolean {
  return 'standalone' in navigator && !navigator.standalone;
}

export function pushState(account: string): PushState {
  if (!isSupported()) return needsInstall() ? 'needs_install' : 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  return Notification.permission === 'granted' && kept()?.account === account ? 'on' : 'off';
}

function bytesOf(written: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(written.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}

function hasKey(subscription: PushSubscription, key: Uint8Array): boolean {
  const own = new Uint8Array(subscription.options.applicationServerKey ?? new ArrayBuffer(0));
  return own.length === key.length && own.every((byte, index) => byte === key[index]);
}

/** The browser's subscription for this installation's key; one for another key is given up. */
async function subscription(key: Uint8Array<ArrayBuffer>): Promise<PushSubscription> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const old = await pushManager.getSubscription();
  if (old && hasKey(old, key)) return old;
  await old?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

/** Tells the server where this device is reached; false when it could not be told. */
async function register(account: string): Promise<boolean> {
  const asked = await send({ method: 'GET', path: '/push-key', account });
  if (asked.kind !== 'ok') return false;
  const { endpoint, keys } = (await subscription(bytesOf((asked.body as { public_key: string }).public_key))).toJSON();
  const told = await send({ method: 'POST', path: '/push-subscriptions', account, json: { endpoint, keys } });
  if (told.kind !== 'ok') return false;
  keep({ account, id: (told.body as { id: string }).id });
  return true;
}

/** Asks the person for the permission, so it may only follow a tap. False: the server or the push service was not reached. */
export async function turnOn(account: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return true;
  return register(account).catch(() => false);
}

/** First on this device, which works without signal too; the server forgets it now or when the push service says "gone". */
export async function turnOff(account: string): Promise<void> {
  const id = kept()?.id;
  keep(null);
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  if (id) await send({ method: 'DELETE', path: `/push-subscriptions/${id}`, account });
}

/** A subscription ends with the session it was made in: whoever had asked for it here is registered again. */
export async function renew(account: string): Promise<void> {
  if (isSupported() && pushState(account) === 'on') await register(account);
}
