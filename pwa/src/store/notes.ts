/** What the person notes while there: one row for each stamp, line or stopwatch; each change is one strict transaction with its place in the queue. */
import { use, writeAtOnce, writeStrict, type WriteTx } from './db';
import { newId } from './ids';
import { putOp } from './outbox';
import type { NoteRow } from './schema';
import type { WireNote } from './wire';

/** Arriving and leaving: the server has them as times of the visit as well. */
export const TIMES = ['arrived', 'left'] as const;
/** In the order of a visit, between those two. */
export const STAMPS = ['acknowledged', 'greeted', 'seated', 'test_drive'] as const;
export const STOPWATCH = 'stopwatch';

/** A line is sent when its writer pauses, not at every word. */
const WRITING_MS = 2_000;

const NAMED = new Set<string>([...TIMES, ...STAMPS, STOPWATCH]);

export const isLine = ({ id }: Pick<WireNote, 'id'>): boolean => !NAMED.has(id);

/** Whatever somebody noted there beyond having come and gone. */
export const isNoted = ({ id }: Pick<WireNote, 'id'>): boolean => id !== 'arrived' && id !== 'left';

export interface NoteChange {
  id: string;
  at: string;
  until?: string | null;
  text?: string | null;
  removed?: boolean;
}

/** Always later than what it replaces, also after this phone's clock was set back. What is removed keeps no words. */
export function stampNote(visitId: string, change: NoteChange, old?: NoteRow, clock: Date = new Date()): NoteRow {
  const now = new Date(Math.max(clock.getTime(), old ? Date.parse(old.updated_at) + 1 : 0));
  const { id, at, until = null, text = null, removed = false } = change;
  const words = removed ? null : text;
  return { visit_id: visitId, id, at, until, text: words, removed, revision_id: newId(now.getTime()), updated_at: now.toISOString() };
}

export async function saveNote(account: string, row: NoteRow): Promise<void> {
  const { visit_id, revision_id } = row;
  const next_at = row.text === null ? 0 : Date.now() + WRITING_MS;
  const op = { kind: 'notes' as const, account, visit_id, subject: visit_id, stamp: revision_id, next_at };
  await writeAtOnce(['notes', 'outbox'], (tx) => [tx.objectStore('notes').put(row), putOp(tx, op)]);
}

export async function notesOf(visitId: string): Promise<NoteRow[]> {
  return use((db) => db.getAllFromIndex('notes', 'visit', visitId));
}

/** All of them at once: a request that is repeated, or overtaken by a newer one, changes nothing. */
export async function wireNotes(visitId: string): Promise<WireNote[]> {
  return (await notesOf(visitId)).map(({ visit_id: _, ...note }) => note);
}

/** Takes over what the server holds where it is newer than ours. */
export async function mergeNotesIn(tx: WriteTx, visitId: string, theirs: readonly WireNote[]): Promise<void> {
  for (const note of theirs) {
    const ours = await tx.objectStore('notes').get([visitId, note.id]);
    if (!ours || Date.parse(ours.updated_at) < Date.parse(note.updated_at)) await tx.objectStore('notes').put({ ...note, visit_id: visitId });
  }
}

export async function keepNotes(visitId: string, theirs: readonly WireNote[]): Promise<void> {
  await writeStrict(['notes'], (tx) => mergeNotesIn(tx, visitId, theirs));
}

export async function dropNotesIn(tx: WriteTx, visitId: string): Promise<void> {
  for (const key of await tx.objectStore('notes').index('visit').getAllKeys(visitId)) await tx.objectStore('notes').delete(key);
}
