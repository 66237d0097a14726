/** What a reply means for the queue, and how long to wait before the next try. */
import type { Reply } from './request';

/** network: stop the round; later: this one waits; signIn: stop all; conflict: look at the server's state; refused: a person must look. */
export type Meaning = 'done' | 'network' | 'later' | 'signIn' | 'conflict' | 'refused';

const LATER = new Set([408, 425, 429]);

export function meaningOf(reply: Reply): Meaning {
  if (reply.kind === 'ok') return 'done';
  if (reply.kind === 'network') return 'network';
  if (isForeign(reply)) return 'later';
  if (reply.status === 401 || reply.body.code === 'account_mismatch') return 'signIn';
  if (LATER.has(reply.status) || reply.status >= 500) return 'later';
  return reply.status === 409 ? 'conflict' : 'refused';
}

/** A proxy or a hotel's Wi-Fi may answer with any status; only our own problems say something about what was sent. */
function isForeign({ status, body }: Extract<Reply, { kind: 'problem' }>): boolean {
  return body.code === `http.${status}` && status !== 413;
}

const LONGEST_MS = 300_000;
/** The longest a server may ask us to stay away, and the furthest ahead that a waiting time can honestly be. */
export const FURTHEST_MS = 3_600_000;

/** 2^n seconds up to five minutes, spread by chance so that phones do not come back together. */
export function backOff(tries: number, chance: number = Math.random()): number {
  const full = Math.min(LONGEST_MS, 1000 * 2 ** Math.min(tries, 12));
  return Math.round(full * (0.75 + chance / 2));
}

/** Retry-After in milliseconds from now: seconds or a date. */
export function askedToWait(header: string | null, now: number): number | null {
  if (!header) return null;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.min(FURTHEST_MS, Math.max(0, wait)) : null;
}
