/** What every operation of the queue is made of: what is sent, what a reply may mean, and asking the server how a visit stands. */
import { signal } from '@preact/signals';
import { deviceId } from '../store/device';
import type { OpRow, PhotoRow } from '../store/schema';
import { isOvertaken, keepVisit } from '../store/visits';
import type { Visit } from '../store/wire';
import { send, type Call, type Reply } from './request';

/** How often a submission may hear "something is missing" before a person is asked. */
export const RECONCILES = 4;

export interface Sendable {
  ops: OpRow[];
  call: Call;
  /** The photo row as it was when the call was built. */
  photo?: PhotoRow;
}

export type Problem = Extract<Reply, { kind: 'problem' }>;

export interface Operation {
  /** null: the content is gone from the phone. */
  build(ops: OpRow[]): Promise<Sendable | null>;
  /** false: the reply does not prove that the server has it. */
  done(sent: Sendable, body: unknown): Promise<boolean>;
  /** true: the problem is dealt with. */
  conflict(sent: Sendable, problem: Problem): Promise<boolean>;
  /** true: a refusal that is not a matter for a person. */
  refused?(sent: Sendable, problem: Problem): Promise<boolean>;
}

export function first(ops: OpRow[]): OpRow {
  const op = ops[0];
  if (!op) throw new Error('An empty batch.');
  return op;
}

/** Counts what was fetched anew, so that the screens read again only when there is something new to read. */
export const refetched = signal(0);

/** A page or half a reply is no visit. */
export function isVisit(body: unknown, id: string): body is Visit {
  return (body as Partial<Visit> | null)?.id === id;
}

/** With the account, so that a session of somebody else on this phone never fills this person's store. */
async function askVisit(account: string, visitId: string): Promise<Visit | null> {
  const reply = await send({ method: 'GET', path: `/visits/${visitId}`, account });
  return reply.kind === 'ok' && isVisit(reply.body, visitId) ? reply.body : null;
}

/** What the server holds now; null when it cannot be asked. A reply that a newer one has overtaken is asked for again. */
export async function fetchVisit(account: string, visitId: string): Promise<Visit | null> {
  const askedAt = Date.now();
  let visit = await askVisit(account, visitId);
  if (visit && (await isOvertaken(visit))) visit = await askVisit(account, visitId);
  if (!visit) return null;
  await keepVisit(account, visit, askedAt);
  refetched.value += 1;
  return visit;
}

export const OPEN = new Set<string>(['planned', 'accepted', 'in_progress', 'awaiting_follow_up', 'returned']);

/** Whether a conflict may be over by the next try: nothing is known yet, or the visit takes changes (again). */
export function again(visit: Visit | null, { refusals }: OpRow): boolean {
  return visit === null || (OPEN.has(visit.status) && (refusals ?? 0) < RECONCILES);
}

/** Which of the auditor's devices says it. */
export async function fromHere(): Promise<Record<string, string>> {
  return { 'X-Device': await deviceId() };
}
