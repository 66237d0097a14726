/** Answers: each change is one strict transaction with its place in the queue. */
import { isExpired } from '../engine/expired';
import { use, writeAtOnce, type WriteTx } from './db';
import { newId } from './ids';
import { opKey, putOp } from './outbox';
import type { AnswerRow, OpRow } from './schema';
import type { WireAnswer } from './wire';

export type AnswerChange = Pick<AnswerRow, 'visit_id' | 'question_id' | 'state' | 'value' | 'comment' | 'waiver'>;

/** Always later than what it replaces: the newest wins at the server, also after this phone's clock was set back. */
export function stampAnswer(change: AnswerChange & { updated_at?: string }, clock: Date = new Date()): AnswerRow {
  const now = new Date(Math.max(clock.getTime(), change.updated_at ? Date.parse(change.updated_at) + 1 : 0));
  return { ...change, revision_id: newId(now.getTime()), updated_at: now.toISOString() };
}

export function answerSubject(visitId: string, questionId: string): string {
  return `${visitId}/${questionId}`;
}

/** `hidden`: a condition hides the question now; the phone keeps the answer, the server is told it is cleared. */
export async function saveAnswers(account: string, rows: { answer: AnswerRow; hidden: boolean }[]): Promise<void> {
  await writeAtOnce(['answers', 'outbox'], (tx) => rows.flatMap(({ answer, hidden }) => saveIn(tx, account, answer, hidden)));
}

function saveIn(tx: WriteTx, account: string, answer: AnswerRow, hidden: boolean): Promise<unknown>[] {
  const { visit_id, question_id, updated_at, revision_id } = answer;
  const subject = answerSubject(visit_id, question_id);
  const op = { kind: 'answer' as const, account, visit_id, subject, stamp: `${updated_at} ${revision_id}`, body: { hidden } };
  return [tx.objectStore('answers').put(answer), putOp(tx, op)];
}

export async function answersOf(visitId: string): Promise<AnswerRow[]> {
  return use((db) => db.getAllFromIndex('answers', 'visit', visitId));
}

/** What the server gets for one queued answer, or null when the row is gone. */
export async function wireAnswer(op: OpRow): Promise<WireAnswer | null> {
  const questionId = op.subject.slice(op.visit_id.length + 1);
  const row = await use((db) => db.get('answers', [op.visit_id, questionId]));
  if (!row) return null;
  const { visit_id: _, ...answer } = row;
  return (op.body as { hidden: boolean }).hidden ? { ...answer, state: 'cleared', value: null, comment: null, waiver: null } : answer;
}

/** Takes over what the server holds where it is newer than ours; the phone's own newer answers stay. A position it has deleted goes. */
export async function mergeAnswersIn(tx: WriteTx, visitId: string, theirs: WireAnswer[]): Promise<void> {
  for (const answer of theirs) {
    const ours = await tx.objectStore('answers').get([visitId, answer.question_id]);
    const forgotten = isExpired(answer.value) && ours?.revision_id === answer.revision_id;
    if (ours && !forgotten && Date.parse(ours.updated_at) >= Date.parse(answer.updated_at)) continue;
    await tx.objectStore('answers').put({ ...answer, visit_id: visitId });
    await tx.objectStore('outbox').delete(opKey('answer', answerSubject(visitId, answer.question_id)));
  }
}

/** Queues every answer of a visit again, for a server that says it misses some. */
export async function resendAnswers(account: string, visitId: string, hidden: (row: AnswerRow) => boolean): Promise<void> {
  const rows = await answersOf(visitId);
  await saveAnswers(account, rows.map((answer) => ({ answer, hidden: hidden(answer) })));
}
