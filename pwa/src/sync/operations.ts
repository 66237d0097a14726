/** How each kind of queued operation is said to the server and what its reply changes on the phone. */
import { answerSubject, resendAnswers, wireAnswer } from '../store/answers';
import { newSilentId } from '../store/ids';
import { isQueued, parkOp, settleOp } from '../store/outbox';
import { confirmPhoto, detailsOf, forgetPhoto, getPhoto, photoBytes, photosOf, renamePhoto, resendPhoto, settleDetail } from '../store/photos';
import type { OpKind, OpRow, PhotoRow } from '../store/schema';
import { photosFull } from '../store/space';
import { keepVisit, noteAnswered } from '../store/visits';
import type { ProblemBody, Visit, WireAnswer } from '../store/wire';
import { again, fetchVisit, first, fromHere, isVisit, OPEN, RECONCILES, type Operation } from './exchange';
import { notes } from './notes';
import { PHOTO_LIMIT_MS } from './request';
import { wait } from './waiting';

const accept: Operation = {
  build: async (ops) => ({
    ops,
    call: { method: 'POST', path: `/visits/${first(ops).visit_id}/acceptance`, json: {}, headers: await fromHere() },
  }),
  async done({ ops }, body) {
    if (!isVisit(body, first(ops).visit_id)) return false;
    await keepVisit(first(ops).account, body);
    return settleOp(first(ops));
  },
  async conflict({ ops }) {
    const visit = await fetchVisit(first(ops).account, first(ops).visit_id);
    if (visit && visit.status !== 'planned') return settleOp(first(ops));
    return again(visit, first(ops));
  },
};

const lease: Operation = {
  async build(ops) {
    const { visit_id, stamp } = first(ops);
    return { ops, call: { method: 'POST', path: `/visits/${visit_id}/lease`, json: { taken_at: stamp }, headers: await fromHere() } };
  },
  done: accept.done,
  async conflict({ ops }) {
    const visit = await fetchVisit(first(ops).account, first(ops).visit_id);
    // Of a visit that is closed nobody needs to know where it was made.
    if (visit && !OPEN.has(visit.status)) return settleOp(first(ops));
    return again(visit, first(ops));
  },
};

interface AnswersReply {
  answers: { question_id: string; kept: 'sent' | 'stored' | 'refused'; code?: string | null; message?: string | null }[];
  status: Visit['status'];
  row_version: number;
  lease: Visit['lease'];
}

/** The second half of an answer's stamp. */
function revisionOf(op: OpRow): string {
  return op.stamp.split(' ')[1] ?? '';
}

const answer: Operation = {
  async build(ops) {
    const answers = (await Promise.all(ops.map(wireAnswer))).filter((row): row is WireAnswer => row !== null);
    if (answers.length < ops.length) return null;
    const path = `/visits/${first(ops).visit_id}/answers`;
    return { ops, call: { method: 'PATCH', path, json: { answers }, headers: await fromHere() } };
  },
  async done({ ops }, body) {
    const { answers, status, row_version, lease } = (body ?? {}) as Partial<AnswersReply>;
    if (!answers || !status || !row_version) return false;
    const { account, visit_id } = first(ops);
    await noteAnswered(visit_id, { status, row_version, lease: lease ?? null });
    for (const op of ops) {
      const refused = answers.find((row) => row.kept === 'refused' && op.subject === answerSubject(visit_id, row.question_id));
      if (refused) await parkOp(op, { status: 422, code: refused.code ?? 'invalid', message: refused.message ?? '' });
      else await settleOp(op);
    }
    if (answers.some((row) => row.kept === 'stored')) await fetchVisit(account, visit_id);
    return true;
  },
  /** The visit was closed: what had arrived before that is done, what comes too late is for a person to see. */
  async conflict({ ops }) {
    const visit = await fetchVisit(first(ops).account, first(ops).visit_id);
    const held = new Set(visit?.answers.map((row) => row.revision_id));
    for (const op of ops) if (held.has(revisionOf(op))) await settleOp(op);
    return again(visit, first(ops));
  },
};

function photoPath(row: PhotoRow): string {
  const query = new URLSearchParams({ visit_id: row.visit_id, caption: row.caption, rank: String(row.rank ?? 0) });
  if (row.question_id) query.set('question_id', row.question_id);
  if (row.taken_at) query.set('taken_at', row.taken_at);
  if (row.replaces?.length) query.set('replaces', row.replaces.join());
  return `/photos/${row.id}?${query}`;
}

/** A photo that went as it was chosen may have 15 MB: cut off at the usual time it would never arrive over a slow line. */
const SLOWEST_BYTES_A_MS = 16;

function photoLimit(data: ArrayBuffer): number {
  return Math.max(PHOTO_LIMIT_MS, data.byteLength / SLOWEST_BYTES_A_MS);
}

/** Damage on the way is worth another try; a picture that is damaged itself is not. */
const DAMAGED = new Set(['photo.hash_mismatch', 'photo.truncated']);

const photo: Operation = {
  async build(ops) {
    const [row, bytes] = [await getPhoto(first(ops).subject), await photoBytes(first(ops).subject)];
    if (!row || !bytes || !row.sha256) return null;
    const headers = { 'Content-Type': row.type, 'X-Content-SHA256': row.sha256 };
    return { ops, photo: row, call: { method: 'PUT', path: photoPath(row), bytes: bytes.data, headers, limitMs: photoLimit(bytes.data) } };
  },
  async done({ ops, photo: row }, body) {
    if (!row || (body as { sha256?: string } | null)?.sha256 !== row.sha256) return false;
    await confirmPhoto(first(ops), row, new Date().toISOString());
    photosFull.value = false;
    return true;
  },
  async conflict({ ops }, { body }) {
    if (body.code !== 'photo.id_taken') return again(await fetchVisit(first(ops).account, first(ops).visit_id), first(ops));
    await renamePhoto(first(ops), newSilentId());
    return true;
  },
  async refused({ ops }, { status, body }) {
    const op = first(ops);
    if (status === 410 && (await getPhoto(op.subject))?.restored) return renamePhoto(op, newSilentId());
    if (status === 410) return (await forgetPhoto(op), true);
    return DAMAGED.has(body.code) && (op.refusals ?? 0) < 3;
  },
};

const detail: Operation = {
  async build(ops) {
    const row = await getPhoto(first(ops).subject);
    if (!row) return null;
    return { ops, call: { method: 'PATCH', path: `/photos/${row.id}`, json: detailsOf(row) } };
  },
  done: ({ ops }) => settleDetail(first(ops)).then(() => true),
  async conflict({ ops }) {
    const [op, row] = [first(ops), await getPhoto(first(ops).subject)];
    const visit = await fetchVisit(op.account, op.visit_id);
    const there = visit?.photos.find((photo) => photo.id === op.subject);
    if (row && there?.caption === row.caption && there.question_id === row.question_id) return settleOp(op);
    return again(visit, op);
  },
  refused: async ({ ops }, { status }) => (status === 404 || status === 410) && settleOp(first(ops)),
};

const remove: Operation = {
  // With the visit, so that an upload which is still on its way meets a closed door.
  async build(ops) {
    const { subject, visit_id } = first(ops);
    return { ops, call: { method: 'DELETE', path: `/photos/${subject}?visit_id=${visit_id}` } };
  },
  async done({ ops }) {
    const op = first(ops);
    // Taken back while the server was being told: only a new id can bring it there again.
    if (!(await isQueued(op)) && (await renamePhoto(op, newSilentId()))) return true;
    await forgetPhoto(op);
    return true;
  },
  async conflict({ ops }) {
    const op = first(ops);
    const visit = await fetchVisit(op.account, op.visit_id);
    if (visit && !visit.photos.some((photo) => photo.id === op.subject)) return (await forgetPhoto(op), true);
    return again(visit, op);
  },
  async refused({ ops }, { status }) {
    if (status === 404 || status === 410) return (await forgetPhoto(first(ops)), true);
    return false;
  },
};

export interface SubmitBody {
  key: string;
  answer_count: number;
  hidden: string[];
  client_score: { tenths: number | null; outcome: string | null; rule_version: string };
  arrived_at: string | null;
  left_at: string | null;
  submitted_at: string;
}

const submit: Operation = {
  async build(ops) {
    const { key, hidden: _, ...body } = first(ops).body as SubmitBody;
    const photos = (await photosOf(first(ops).visit_id)).filter((row) => !row.deleted);
    const manifest = photos.map(({ id, sha256 }) => ({ id, sha256 }));
    const json = { ...body, attested: true, photos: manifest };
    const path = `/visits/${first(ops).visit_id}/submission`;
    return { ops, call: { method: 'POST', path, json, headers: { 'Idempotency-Key': key, 'X-Clock': new Date().toISOString() } } };
  },
  async done({ ops }, body) {
    if (!isVisit(body, first(ops).visit_id)) return false;
    await keepVisit(first(ops).account, body);
    return settleOp(first(ops));
  },
  async conflict({ ops }, { body }) {
    const op = first(ops);
    if (body.code === 'visit.submission_incomplete') return (op.refusals ?? 0) < RECONCILES && sendMissing(op, body);
    const visit = await fetchVisit(op.account, op.visit_id);
    return visit === null || ((visit.status === 'submitted' || visit.status === 'approved') && settleOp(op));
  },
  async refused({ ops }, { status, body }) {
    if (body.code !== 'visit.open_items') return false;
    const questions = (body.errors ?? []).map((error) => error.pointer?.split('/').pop() ?? '').filter(Boolean);
    await parkOp(first(ops), { status, code: body.code, message: body.detail ?? body.title, questions });
    return true;
  },
};

/** Queues what the server misses; false when something is no longer here. */
async function sendMissing(op: OpRow, problem: ProblemBody): Promise<boolean> {
  const { hidden } = op.body as SubmitBody;
  for (const { kind, id } of problem.missing ?? []) {
    if (kind === 'answers') await resendAnswers(op.account, op.visit_id, (row) => hidden.includes(row.question_id));
    else if (id && !(await resendPhoto(id))) return false;
  }
  return true;
}

export const OPERATIONS: Record<OpKind, Operation> = { accept, lease, answer, notes, wait, photo, detail, delete: remove, submit };

