/** One round through the queue: everything that is due and can go, goes. Nothing here knows about timers, locks or screens. */
import { allOps, delayOp, parkOp } from '../store/outbox';
import type { OpRow } from '../store/schema';
import { OPERATIONS, type Sendable } from './operations';
import { askedToWait, backOff, meaningOf } from './policy';
import { send, type Reply } from './request';

export interface RoundEnd {
  why: 'through' | 'network' | 'signIn' | 'busy';
  /** When something becomes due again. */
  nextAt: number | null;
}

const BATCH = 100;
/** A server that fails three different things in a row is left alone for a while. */
const FAILURES = 3;

const RANK: Record<OpRow['kind'], number> = { accept: 0, answer: 1, submit: 2, photo: 3, detail: 4, delete: 4 };

/** A submission goes when nothing else of its visit is left, in whatever state. */
function isBlocked(op: OpRow, ops: OpRow[]): boolean {
  return op.kind === 'submit' && ops.some((other) => other.visit_id === op.visit_id && other.kind !== 'submit');
}

export function nextBatch(ops: OpRow[], account: string, now: number): OpRow[] {
  const submitting = new Set(ops.filter((op) => op.kind === 'submit').map((op) => op.visit_id));
  const due = ops.filter((op) => op.account === account && op.state === 'wait' && op.next_at <= now && !isBlocked(op, ops));
  const order = (op: OpRow): number => RANK[op.kind] * 2 + (submitting.has(op.visit_id) ? 0 : 1);
  const head = due.sort((a, b) => order(a) - order(b) || (a.key < b.key ? -1 : 1))[0];
  if (head?.kind !== 'answer') return head ? [head] : [];
  return due.filter((op) => op.kind === 'answer' && op.visit_id === head.visit_id).slice(0, BATCH);
}

function nextDue(ops: OpRow[], account: string): number | null {
  const times = ops.filter((op) => op.account === account && op.state === 'wait' && !isBlocked(op, ops)).map((op) => op.next_at);
  return times.length > 0 ? Math.min(...times) : null;
}

type Outcome = 'moved' | 'failed' | 'pause' | 'network' | 'signIn';

export async function drainRound(account: string, onStep: (kind: OpRow['kind']) => void, now: () => number = Date.now): Promise<RoundEnd> {
  let failures = 0;
  let pauseUntil = 0;
  for (;;) {
    const batch = nextBatch(await allOps(), account, now());
    if (batch.length === 0) break;
    const { outcome, until } = await sendBatch(batch, now);
    onStep(batch[0]!.kind);
    if (outcome === 'network' || outcome === 'signIn') return { why: outcome, nextAt: null };
    failures = outcome === 'failed' ? failures + 1 : 0;
    pauseUntil = until;
    if (outcome === 'pause' || failures >= FAILURES) return { why: 'busy', nextAt: pauseUntil };
  }
  return { why: 'through', nextAt: nextDue(await allOps(), account) };
}

async function sendBatch(batch: OpRow[], now: () => number): Promise<{ outcome: Outcome; until: number }> {
  const operation = OPERATIONS[batch[0]!.kind];
  const sendable = await operation.build(batch);
  if (!sendable) return { outcome: await withoutContent(batch, now), until: 0 };
  const account = batch[0]!.account;
  return settle(sendable, await send({ ...sendable.call, account }), now);
}

/** A row whose content is gone would be tried for ever: it is put aside and shown. In a batch, the others go on alone. */
async function withoutContent(batch: OpRow[], now: () => number): Promise<Outcome> {
  if (batch.length > 1) return alone(batch, now);
  await parkOp(batch[0]!, { status: 0, code: 'local.content_missing', message: '' });
  return 'moved';
}

async function alone(batch: OpRow[], now: () => number): Promise<Outcome> {
  for (const op of batch) {
    const { outcome } = await sendBatch([op], now);
    if (outcome !== 'moved') return outcome;
  }
  return 'moved';
}

async function settle(sendable: Sendable, reply: Reply, now: () => number): Promise<{ outcome: Outcome; until: number }> {
  const meaning = meaningOf(reply);
  const operation = OPERATIONS[sendable.ops[0]!.kind];
  if (meaning === 'network' || meaning === 'signIn') return { outcome: meaning, until: 0 };
  if (reply.kind === 'ok') {
    if (await operation.done(sendable, reply.body)) return { outcome: 'moved', until: 0 };
    return delay(sendable.ops, null, now());
  }
  if (reply.kind !== 'problem') return { outcome: 'network', until: 0 };
  if (meaning === 'later') return delay(sendable.ops, askedToWait(reply.retryAfter, now()), now());
  return { outcome: await settleProblem(sendable, reply, now), until: 0 };
}

async function delay(ops: OpRow[], asked: number | null, now: number): Promise<{ outcome: Outcome; until: number }> {
  const until = now + Math.max(asked ?? 0, backOff(ops[0]!.tries));
  for (const op of ops) await delayOp(op, until);
  return { outcome: asked === null ? 'failed' : 'pause', until };
}

async function settleProblem(sendable: Sendable, problem: Extract<Reply, { kind: 'problem' }>, now: () => number): Promise<Outcome> {
  const { ops } = sendable;
  const operation = OPERATIONS[ops[0]!.kind];
  const handle = problem.status === 409 ? operation.conflict : operation.refused;
  if (await handle?.call(operation, sendable, problem)) {
    // What is still in the queue after being dealt with comes again, but not at once.
    for (const op of ops) await delayOp(op, now() + backOff(op.tries));
    return 'moved';
  }
  if (ops.length > 1 && (problem.status === 400 || problem.status === 422)) return alone(ops, now);
  const { code, detail, title } = problem.body;
  for (const op of ops) await parkOp(op, { status: problem.status, code, message: detail ?? title });
  return 'moved';
}
