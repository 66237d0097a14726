/** Who works on this phone. Known offline too: the last `/me` is kept, and a session that ran out does not hide the work. */
import { batch, signal } from '@preact/signals';
import { ApiProblem, problemFrom } from '../api/problem';
import { readValue, writeValue } from '../store/kv';
import type { Me } from '../store/wire';
import { meaningOf } from './policy';
import { send, type Reply } from './request';
import { tellTabs } from './tabs';

export const me = signal<Me | null>(null);
/** expired: we know who it is, the server does not any more. */
export const session = signal<'in' | 'expired' | 'out'>('out');
/** Counts the times somebody came or went: what was asked before that says nothing about today's session. */
let turn = 0;
export const sessionTurn = (): number => turn;

async function remember(who: Me): Promise<Me> {
  turn += 1;
  batch(() => {
    me.value = who;
    session.value = 'in';
  });
  await writeValue('me', who);
  await writeValue('sign_out_pending', false);
  tellTabs('account');
  return who;
}

/** Before the first screen: no network. */
export async function restoreSession(): Promise<void> {
  turn += 1;
  me.value = (await readValue('me')) ?? null;
  session.value = me.value ? 'in' : 'out';
}

/** Asks the server who we are; without an answer everything stays as it was. */
export async function checkSession(): Promise<void> {
  if (await finishLeaving()) return;
  const asked = turn;
  const reply = await send({ method: 'GET', path: '/me' });
  if (asked !== turn) return;
  if (reply.kind === 'ok') await remember(reply.body as Me);
  else if (isSignedOut(reply)) sessionLost(asked);
}

export function isSignedOut(reply: Reply): boolean {
  return meaningOf(reply) === 'signIn';
}

/** `asked`: whose session the server spoke of; somebody may have signed in since. */
export function sessionLost(asked: number = turn): void {
  if (asked !== turn) return;
  session.value = me.value ? 'expired' : 'out';
}

function fail(reply: Exclude<Reply, { kind: 'ok' }>): never {
  throw reply.kind === 'network' ? new ApiProblem(0, 'network', null) : problemFrom(reply.status, reply.body);
}

/** The server is being told that somebody left. Its reply ends whatever session there is then, so a new one waits for it. */
let leaving: Promise<void> = Promise.resolve();

export async function signIn(email: string, password: string): Promise<Me> {
  await leaving;
  const reply = await send({ method: 'POST', path: '/sessions', json: { email, password } });
  if (reply.kind !== 'ok') fail(reply);
  return remember(reply.body as Me);
}

/** Locks this phone at once, with or without signal; the server hears it when there is some. Unsent work stays for its owner. */
export async function signOut(): Promise<void> {
  turn += 1;
  await writeValue('sign_out_pending', true);
  await writeValue('me', null);
  me.value = null;
  session.value = 'out';
  tellTabs('account');
  void finishSignOut();
}

/** The note that it is still to be done stays until the server has said so. */
function finishSignOut(): Promise<void> {
  leaving = leaving.then(tellServer).catch((error: unknown) => console.warn('Signing out is told later', error));
  return leaving;
}

/** Somebody signed out without signal: the server hears it with the first there is. True: there was something to tell. */
export async function finishLeaving(): Promise<boolean> {
  const pending = (await readValue('sign_out_pending')) ?? false;
  if (pending) await finishSignOut();
  return pending;
}

async function tellServer(): Promise<void> {
  const reply = await send({ method: 'DELETE', path: '/sessions/current', limitMs: 10_000 });
  if (reply.kind === 'ok' || isSignedOut(reply)) await writeValue('sign_out_pending', false);
}

/** The person changed their own name or language: the copy on the phone follows. */
export async function updateMe(who: Me): Promise<void> {
  await remember(who);
}
