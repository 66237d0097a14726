/** The queue of things the server does not know yet. Rows leave it only when the server has confirmed them or a person deletes them. */
import { use, writeStrict, type WriteTx } from './db';
import type { OpKind, OpProblem, OpRow } from './schema';

/** Long enough to undo; only then is the server told. */
export const UNDO_MS = 6_500;

export function opKey(kind: OpKind, subject: string): string {
  return `${kind}:${subject}`;
}

export interface NewOp {
  kind: OpKind;
  account: string;
  visit_id: string;
  subject: string;
  stamp: string;
  state?: OpRow['state'];
  next_at?: number;
  body?: unknown;
}

export function makeOp(op: NewOp): OpRow {
  return { state: 'wait', next_at: 0, body: null, ...op, key: opKey(op.kind, op.subject), tries: 0, problem: null };
}

export async function putOp(tx: WriteTx, op: NewOp): Promise<void> {
  await tx.objectStore('outbox').put(makeOp(op));
}

export async function enqueue(op: NewOp): Promise<void> {
  await writeStrict(['outbox'], (tx) => putOp(tx, op));
}

export async function allOps(): Promise<OpRow[]> {
  return use((db) => db.getAll('outbox'));
}

export async function opsOf(visitId: string): Promise<OpRow[]> {
  return use((db) => db.getAllFromIndex('outbox', 'visit', visitId));
}

/** Whether this very change still waits; it may have been taken back or overtaken while it was sent. */
export async function isQueued(op: OpRow): Promise<boolean> {
  return (await use((db) => db.get('outbox', op.key)))?.stamp === op.stamp;
}

/** Removes the row unless its content has changed since it was read. */
export async function settleOp(op: OpRow): Promise<boolean> {
  return writeStrict(['outbox'], (tx) => settleIn(tx, op));
}

export async function settleIn(tx: WriteTx, op: OpRow): Promise<boolean> {
  const store = tx.objectStore('outbox');
  const now = await store.get(op.key);
  if (now?.stamp !== op.stamp) return false;
  await store.delete(op.key);
  return true;
}

async function change(op: OpRow, fields: Partial<OpRow>): Promise<void> {
  await writeStrict(['outbox'], async (tx) => {
    const row = await tx.objectStore('outbox').get(op.key);
    if (row?.stamp === op.stamp) await tx.objectStore('outbox').put({ ...row, ...fields });
  });
}

export async function delayOp(op: OpRow, nextAt: number, fields: Partial<OpRow> = {}): Promise<void> {
  await change(op, { ...fields, tries: op.tries + 1, next_at: nextAt });
}

export async function parkOp(op: OpRow, problem: OpProblem): Promise<void> {
  await change(op, { state: 'attention', problem });
}

/** "Send now" and a new start: forget the waiting times; `parked` rows too when the person asks for them. */
export async function releaseOps(select: (op: OpRow) => boolean): Promise<void> {
  await writeStrict(['outbox'], async (tx) => {
    for (const op of await tx.objectStore('outbox').getAll()) {
      if (!select(op) || canBeTakenBack(op)) continue;
      const state = op.state === 'attention' ? 'wait' : op.state;
      await tx.objectStore('outbox').put({ ...op, state, next_at: 0, problem: null, tries: 0, refusals: 0 });
    }
  });
}

/** A deletion or a photo in the place of another waits a moment for a person to take it back; nothing hurries it. */
function canBeTakenBack({ kind, tries, next_at }: OpRow): boolean {
  const wait = next_at - Date.now();
  return tries === 0 && (kind === 'delete' || (kind === 'photo' && wait > 0 && wait <= UNDO_MS));
}

export async function dropOp(key: string): Promise<void> {
  await writeStrict(['outbox'], (tx) => tx.objectStore('outbox').delete(key));
}
