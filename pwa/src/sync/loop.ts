/** When the queue is drained: at the start, after a change, when signal or the page comes back, by the clock, and on request. */
import { batch, effect } from '@preact/signals';
import { prepareRest } from '../photos';
import { storeDead } from '../store/db';
import { releaseOps } from '../store/outbox';
import { askForBackground } from './background';
import { drainRound, type RoundEnd } from './drain';
import { refetched } from './exchange';
import { backOff } from './policy';
import { finishLeaving, me, restoreSession, session, sessionLost, sessionTurn } from './session';
import { nextTry, ops, reachable, refreshStatus, sending } from './status';
import { hearTabs, tellTabs } from './tabs';
import { readVisits } from './visits';

let timer: ReturnType<typeof setTimeout> | undefined;
let silences = 0;
let running = false;
let again = false;
/** A server that asked for peace is not disturbed by the next tap; only new signal or a person may. */
let quietUntil = 0;

function wakeAt(at: number): void {
  clearTimeout(timer);
  nextTry.value = at;
  timer = setTimeout(() => void drain(), Math.max(0, at - Date.now()));
}

/** After something was written: show it, tell other tabs, and send it. The short wait lets quick taps travel together. */
export async function changed(): Promise<void> {
  tellTabs('changed');
  await refreshStatus();
  if (!running) wakeAt(Math.max(Date.now() + 300, quietUntil));
  else again = true;
}

/** Tabs share one queue; the lock lets one of them send. The others look again a little later. */
async function underLock(work: () => Promise<void>): Promise<boolean> {
  return navigator.locks.request('sync', { ifAvailable: true }, async (lock) => {
    if (lock) await work();
    return lock !== null;
  });
}

function canTry(): boolean {
  if (!navigator.onLine) reachable.value = false;
  return navigator.onLine && me.value !== null && session.value === 'in' && !storeDead.value;
}

export async function drain(): Promise<void> {
  clearTimeout(timer);
  if (running) return void (again = true);
  if (!canTry()) {
    if (!navigator.onLine) leaveToWorker();
    return refreshStatus();
  }
  running = true;
  try {
    if (!(await underLock(round)) && ops.value.length > 0) wakeAt(Date.now() + 2_000);
  } catch (error) {
    // The phone's own store failed in the middle: nothing is lost, and the queue must not fall asleep over it.
    console.error('Sending was broken off', error);
    wakeAt(Date.now() + backOff(++silences));
  } finally {
    running = false;
  }
  await refreshStatus();
  if (again) {
    again = false;
    wakeAt(Math.max(Date.now(), quietUntil));
  }
}

async function round(): Promise<void> {
  const account = me.value?.id;
  if (!account) return;
  again = false;
  const turn = sessionTurn();
  const before = refetched.value;
  let more = false;
  sending.value = ops.value.length > 0;
  await stayAwake();
  try {
    const end = await drainRound(account, (kind) => {
      more ||= kind !== 'answer';
      step();
    });
    after(end, turn);
  } finally {
    sending.value = false;
    await restAgain();
    // Answers alone change nothing that a screen does not know already.
    if (more || refetched.value !== before) await readVisits();
    tellTabs('changed');
  }
}

function step(): void {
  reachable.value = true;
  // A photo that came while answers were sent keeps the screen on too.
  void refreshStatus().then(stayAwake);
  tellTabs('changed');
}

function after(end: RoundEnd, turn: number): void {
  batch(() => {
    nextTry.value = null;
    if (end.why === 'signIn') sessionLost(turn);
    reachable.value = end.why !== 'network';
    silences = end.why === 'network' ? silences + 1 : 0;
    quietUntil = end.why === 'busy' ? (end.nextAt ?? 0) : 0;
    if (end.why === 'network' || end.why === 'busy') leaveToWorker();
    if (end.why === 'network') wakeAt(Date.now() + backOff(silences));
    else if (end.nextAt !== null) wakeAt(end.nextAt);
  });
}

/** The page may be gone by the time it would try again. */
function leaveToWorker(): void {
  if (ops.value.some((op) => op.account === me.value?.id && op.state === 'wait')) void askForBackground();
}

let awake: Promise<WakeLockSentinel | null> | null = null;

/** A dark screen ends the sending on many phones. */
async function stayAwake(): Promise<void> {
  const wanted = sending.value && ops.value.some((op) => op.kind === 'photo') && 'wakeLock' in navigator;
  if (wanted) await (awake ??= navigator.wakeLock.request('screen').catch(() => null));
}

async function restAgain(): Promise<void> {
  const held = await awake;
  awake = null;
  await held?.release();
}

/** "Send now": no more waiting, and what was put aside gets another chance; a visit found open is submitted anew by its auditor. */
export async function sendNow(): Promise<void> {
  quietUntil = 0;
  // What did not fit on the phone when it was taken may fit now.
  if (me.value) await prepareRest(me.value.id);
  await releaseOps((op) => op.account === me.value?.id && op.state !== 'prep' && op.problem?.code !== 'visit.open_items');
  await drain();
}

const PROBE_MS = 3_000;

/** A store that lives again takes its banner down by itself. */
function probeDeadStore(): (() => void) | undefined {
  if (!storeDead.value) return undefined;
  const timer = setInterval(() => void refreshStatus(), PROBE_MS);
  return () => clearInterval(timer);
}

export function listenForTriggers(): void {
  effect(probeDeadStore);
  hearTabs((news) => void (news === 'account' ? followAccount() : refreshStatus()));
  addEventListener('online', () => void wake());
  addEventListener('offline', () => void (reachable.value = false));
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'visible' ? void drain() : leaveToWorker()));
}

/** Somebody signed in or out in another tab: this one shows and sends for the same person. */
async function followAccount(): Promise<void> {
  await restoreSession();
  await refreshStatus();
}

async function wake(): Promise<void> {
  reachable.value = true;
  silences = 0;
  if (me.value) await drain();
  else await finishLeaving();
}
