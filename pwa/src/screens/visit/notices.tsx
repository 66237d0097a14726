/**
 * Offers that may only interrupt here, on the list: a new version of the app, and its place on the home screen.
 * They come when the list already stands, so they stay at the lower edge and move nothing under a thumb.
 */
import { effect, signal } from '@preact/signals';
import type { JSX } from 'preact';
import { readValue } from '../../store/kv';
import { me, updateReady } from '../../sync';
import { later } from '../../ui';
import { isApplePhone, isInstalled } from '../parts/installed';

export interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

const LATER = 'install-later';
const offer = signal<InstallPrompt | null>(null);
/** Photos another app shared that still wait for their visit. */
export const sharedWait = signal(0);
/** Nobody is asked for anything before they have done anything. */
const touched = signal(navigator.userActivation?.hasBeenActive ?? true);
const isPutOff = signal(localStorage.getItem(LATER) !== null);

// Again for whoever comes: this part may be here before the phone's store has said who works on it.
effect(() => {
  const mine = me.value?.id;
  void readValue('shared').then((all = []) => (sharedWait.value = all.filter(({ account }) => account === mine).length), () => undefined);
});
addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  offer.value = event as InstallPrompt;
});
for (const doing of ['pointerdown', 'keydown', 'scroll']) addEventListener(doing, () => (touched.value = true), { once: true, passive: true });
addEventListener('appinstalled', () => (offer.value = null));

function putOff(): void {
  localStorage.setItem(LATER, '1');
  isPutOff.value = true;
}

const Update = later(() => import('./notice-banners').then((m) => m.Update));
const Shared = later<{ n: number }>(() => import('./notice-banners').then((m) => m.Shared));
const Install = later<{ offer: typeof offer; onLater: () => void }>(() => import('./notice-banners').then((m) => m.Install));

export function Notices() {
  const notice = theOne();
  return notice && <div class="visit-notice">{notice}</div>;
}

function theOne(): JSX.Element | null {
  if (sharedWait.value > 0) return <Shared n={sharedWait.value} />;
  if (updateReady.value) return <Update />;
  const installable = offer.value !== null || isApplePhone();
  return installable && touched.value && !isPutOff.value && !isInstalled() ? <Install offer={offer} onLater={putOff} /> : null;
}
