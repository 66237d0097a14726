/** One round through the queue: everything that is due and can go, goes. Nothing here knows about timers, locks or screens. */
import { allOps, delayOp, parkOp } from '../store/outbox';
import type { OpRow } from '../store/schema';
import type { Sendable } from './exchange';
import { OPERATIONS } from './operations';
import { askedToWait, backOff, FURTHEST_MS, meaningOf } from './policy';
import { send, type Reply } from './request';

export interface RoundEnd {
  why: 'through' | 'network' | 'signIn' | 'busy';
  /** When something becomes due again. */
  nextAt: number | null;
}

const BATCH = 100;
/** A server that fails three different things in a row is left alone for a while. */
const FAILURES = 3;

const RANK: Record<OpRow['kind'], number> = { accept: 0, lease: 0, answer: 1, notes: 1, wait: 2, submit: 3, photo: 4, detail: 5, delete: 5 };

/** Without them the server would not know what is waited for. */
const BEFORE_WAITING = new Set<OpRow['kind']>(['accept', 'lease', 'answer']);

/** A submission goes when nothing else of its visit is left, in whatever state; waiting when the answers are there. */
function isBlocked(op: OpRow, ops: OpRow[]): boolean {
  if (op.kind !== 'submit' && op.kind !== 'wait') return false;
  const others = ops.filter((other) => other.visit_id === op.visit_id && other.kind !== op.kind);
  return op.kind === 'submit' ? others.length > 0 : others.some((other) => other.state === 'wait' && BEFORE_WAITING.has(other.kind));
}

/** A time further ahead than we ever wait was written before this phone's clock was set back. */
function dueAt(op: OpRow, now: number): number {
  return op.next_at > now + FURTHEST_MS ? now : op.next_at;
}

export function nextBatch(ops: OpRow[], account: string, now: number): OpRow[] {
  const submitting = new Set(ops.filter((op) => op.kind === 'submit').map((op) => op.visit_id));
  const due = ops.filter((op) => op.account === account && op.state === 'wait' && dueAt(op, now) <= now && !isBlocked(op, ops));
  const order = (op: OpRow): number => RANK[op.kind] * 2 + (submitting.has(op.visit_id) ? 0 : 1);
  const head = due.sort((a, b) => order(a) - order(b) || (a.key < b.key ? -1 : 1))[0];
  if (head?.kind !== 'answer') return head ? [head] : [];
  return due.filter((op) => op.kind === 'answer' && op.visit_id === head.visit_id).slice(0, BATCH);
}

function nextDue(ops: OpRow[], account: string, now: number): number | null {
  const times = ops.filter((op) => op.account === account && op.state === 'wait' && !isBlocked(op, ops)).map((op) => dueAt(op, now));
  return times.length > 0 ? Math.min(...times) : null;
}

interface Step {
  outcome: 'moved' | 'failed' | 'pause' | 'network' | 'signIn';
  /** When the server wants to be asked again, after a failure. */
  until: number;
}

const MOVED: Step = { outcome: 'moved', until: 0 };

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
  return { why: 'through', nextAt: nextDue(await allOps(), account, now()) };
}

async function sendBatch(batch: OpRow[], now: () => number): Promise<Step> {
  const operation = OPERATIONS[batch[0]!.kind];
  const sendable = await operation.build(batch);
  if (!sendable) return withoutContent(batch, now);
  const account = batch[0]!.account;
  return settle(sendable, await send({ ...sendable.call, account }), now);
}

/** A row whose content is gone would be tried for ever: it is put aside and shown. In a batch, the others go on alone. */
async function withoutContent(batch: OpRow[], now: () => number): Promise<Step> {
  if (batch.length > 1) return alone(batch, now);
  await parkOp(batch[0]!, { status: 0, code: 'local.content_missing', message: '' });
  return MOVED;
}

async function alone(batch: OpRow[], now: () => number): Promise<Step> {
  for (const op of batch) {
    const step = await sendBatch([op], now);
    if (step.outcome !== 'moved') return step;
  }
  return MOVED;
}

async function settle(sendable: Sendable, reply: Reply, now: () => number): Promise<Step> {
  const meaning = meaningOf(reply);
  const operation = OPERATIONS[sendable.ops[0]!.kind];
  if (meaning === 'network' || meaning === 'signIn') return { outcome: meaning, until: 0 };
  if (reply.kind === 'ok') {
    if (await operation.done(sendable, reply.body)) return MOVED;
    return delay(sendable.ops, null, now());
  }
  if (reply.kind !== 'problem') return { outcome: 'network', until: 0 };
  if (meaning === 'later') return delay(sendable.ops, askedToWait(reply.retryAfter, now()), now());
  return settleProblem(sendable, reply, now);
}

async function delay(ops: OpRow[], asked: number | null, now: number): Promise<Step> {
  const until = now + Math.max(asked ?? 0, backOff(ops[0]!.tries));
  for (const op of ops) await delayOp(op, until);
  return { outcome: asked === null ? 'failed' : 'pause', until };
}

async function settleProblem(sendable: Sendable, problem: Extract<Reply, { kind: 'problem' }>, now: () => number): Promise<Step> {
  const { ops } = sendable;
  const operation = OPERATIONS[ops[0]!.kind];
  const handle = problem.status === 409 ? operation.conflict : operation.refused;
  if (await handle?.call(operation, sendable, problem)) {
    // What is still in the queue after being dealt with comes again, but not at once.
    for (const op of ops) await delayOp(op, now() + backOff(op.tries), { refusals: (op.refusals ?? 0) + 1 });
    return MOVED;
  }
  if (ops.length > 1 && (problem.status === 400 || problem.status === 422)) return alone(ops, now);
  const { code, detail, title } = problem.body;
  for (const op of ops) await parkOp(op, { status: problem.status, code, message: detail ?? title });
  return MOVED;
}
