/** What was noted while there goes as a whole: sent twice it changes nothing, and the newer of two versions is kept. */
import { settleOp } from '../store/outbox';
import { keepNotes, wireNotes } from '../store/notes';
import { noteAnswered } from '../store/visits';
import type { Visit } from '../store/wire';
import { again, fetchVisit, first, fromHere, type Operation } from './exchange';

type NotesReply = Pick<Visit, 'notes' | 'status' | 'row_version' | 'lease'>;

export const notes: Operation = {
  async build(ops) {
    const { visit_id } = first(ops);
    const json = { notes: await wireNotes(visit_id) };
    return { ops, call: { method: 'PUT', path: `/visits/${visit_id}/notes`, json, headers: await fromHere() } };
  },
  async done({ ops }, body) {
    const said = (body ?? {}) as Partial<NotesReply>;
    if (!said.notes || !said.status || !said.row_version) return false;
    const { visit_id } = first(ops);
    await noteAnswered(visit_id, { status: said.status, row_version: said.row_version, lease: said.lease ?? null });
    await keepNotes(visit_id, said.notes);
    return settleOp(first(ops));
  },
  /** The visit was closed: what had arrived before that is done, what comes too late is for a person to see. */
  async conflict({ ops }) {
    const op = first(ops);
    const visit = await fetchVisit(op.account, op.visit_id);
    if (visit?.notes.some((note) => note.revision_id === op.stamp)) return settleOp(op);
    return again(visit, op);
  },
};
