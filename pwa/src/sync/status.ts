/** The one sentence about the queue that every screen may show, always in words and shape. */
import { computed, signal } from '@preact/signals';
import { storeDead, unlessDead } from '../store/db';
import { allOps } from '../store/outbox';
import type { OpRow } from '../store/schema';
import { me, session } from './session';

export type StatusKind = 'all_sent' | 'to_send' | 'offline' | 'needs_help' | 'sign_in' | 'dead_store';

export interface Status {
  kind: StatusKind;
  waiting: number;
  answers: number;
  photos: number;
  parked: number;
}

export const ops = signal<readonly OpRow[]>([]);
/** false after the browser or a failed request says so. */
export const reachable = signal(true);
export const sending = signal(false);
export const nextTry = signal<number | null>(null);

const mine = computed(() => ops.value.filter((op) => op.account === me.value?.id));

function kindOf(waiting: number, parked: number): StatusKind {
  if (storeDead.value) return 'dead_store';
  if (session.value === 'expired') return 'sign_in';
  if (parked > 0) return 'needs_help';
  if (!reachable.value) return 'offline';
  return waiting > 0 ? 'to_send' : 'all_sent';
}

export const status = computed<Status>(() => {
  const parked = mine.value.filter((op) => op.state === 'attention').length;
  const waiting = mine.value.length - parked;
  const count = (kind: OpRow['kind']): number => mine.value.filter((op) => op.kind === kind && op.state !== 'attention').length;
  return { kind: kindOf(waiting, parked), waiting, answers: count('answer'), photos: count('photo'), parked };
});

export async function refreshStatus(): Promise<void> {
  try {
    ops.value = await allOps();
  } catch (error) {
    unlessDead(error);
  }
}
