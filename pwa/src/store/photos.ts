/** Photos: a row with its small picture, the bytes apart from it, and a place in the queue, always in one transaction. */
import { use, writeStrict, type WriteTx } from './db';
import { opKey, putOp, settleIn, UNDO_MS } from './outbox';
import type { BytesRow, OpRow, PhotoRow } from './schema';
import { ifRoomFor } from './space';
import type { WirePhoto } from './wire';

export const PHOTO_STORES: ('photos' | 'bytes' | 'outbox')[] = ['photos', 'bytes', 'outbox'];
const ALL = PHOTO_STORES;

/** Every way in which bytes of a new photo come into the store: refused where they would take the room of answers. */
export function writePhoto<T>(data: ArrayBuffer, work: (tx: WriteTx) => Promise<T>): Promise<T> {
  return ifRoomFor(data.byteLength, () => writeStrict(ALL, work));
}

/** The first thing that happens to a photo: its bytes are on the disk before anything else is tried. */
export async function addPhoto(row: PhotoRow, data: ArrayBuffer): Promise<PhotoRow> {
  return writePhoto(data, async (tx) => {
    await tx.objectStore('bytes').put({ id: row.id, data });
    const next = { ...row, rank: row.rank ?? (await tx.objectStore('photos').index('visit').count(row.visit_id)) };
    await tx.objectStore('photos').put(next);
    await queuePhoto(tx, next, 'prep');
    return next;
  });
}

export async function queuePhoto(tx: WriteTx, row: PhotoRow, state: OpRow['state']): Promise<void> {
  const { account, visit_id, id, sha256, undo_until = 0 } = row;
  await putOp(tx, { kind: 'photo', account, visit_id, subject: id, stamp: `${sha256}`, state, next_at: undo_until });
}

export type Prepared = Pick<PhotoRow, 'type' | 'sha256' | 'width' | 'height' | 'thumb' | 'original'> & {
  takenAt: string | null;
  data: ArrayBuffer;
};

/** Swaps the chosen bytes for the prepared ones and lets the photo go. */
export async function finishPhoto(id: string, { data, takenAt, ...made }: Prepared): Promise<PhotoRow | null> {
  return writeStrict(ALL, async (tx) => {
    const row = await tx.objectStore('photos').get(id);
    // A photo that was replaced meanwhile may be gone with its bytes, and must not leave any.
    if (!row || row.state !== 'prep' || !(await tx.objectStore('bytes').getKey(id))) return null;
    const next: PhotoRow = { ...row, ...made, size: data.byteLength, taken_at: takenAt ?? row.taken_at, state: 'wait' };
    await tx.objectStore('photos').put(next);
    await tx.objectStore('bytes').put({ id, data });
    if (!next.deleted) await queuePhoto(tx, next, 'wait');
    return next;
  });
}

/** In the order of the auditor; photos that came together are told apart by their id, the same on every phone. */
export function inOrder(a: PhotoRow, b: PhotoRow): number {
  return (a.rank ?? 0) - (b.rank ?? 0) || (a.id < b.id ? -1 : 1);
}

export async function photosOf(visitId: string): Promise<PhotoRow[]> {
  return (await use((db) => db.getAllFromIndex('photos', 'visit', visitId))).sort(inOrder);
}

export async function getPhoto(id: string): Promise<PhotoRow | undefined> {
  return use((db) => db.get('photos', id));
}

export async function photoBytes(id: string): Promise<BytesRow | undefined> {
  return use((db) => db.get('bytes', id));
}

export async function unprepared(account: string): Promise<PhotoRow[]> {
  const rows = await use((db) => db.getAll('photos'));
  return rows.filter((row) => row.state === 'prep' && row.account === account && !row.deleted);
}

export async function changeRow(tx: WriteTx, id: string, fields: Partial<PhotoRow>): Promise<PhotoRow | null> {
  const row = await tx.objectStore('photos').get(id);
  if (!row) return null;
  const next = { ...row, ...fields };
  await tx.objectStore('photos').put(next);
  return next;
}

export type Details = Partial<Pick<PhotoRow, 'caption' | 'question_id' | 'rank' | 'position' | 'general'>>;

/** What is said about photos, of several at once where their order changes. */
export async function describePhotos(changes: Readonly<Record<string, Details>>): Promise<void> {
  await writeStrict(ALL, async (tx) => {
    for (const [id, fields] of Object.entries(changes)) {
      const row = await changeRow(tx, id, fields);
      if (row?.state === 'sent' && !row.deleted) await queueDetail(tx, row);
    }
  });
}

/** What the server is told of a photo besides its bytes, once it is there. */
export function detailsOf({ caption, question_id, rank = 0, position }: PhotoRow): Details {
  return { caption, question_id, rank, ...(position && { position }) };
}

export async function queueDetail(tx: WriteTx, row: PhotoRow): Promise<void> {
  const stamp = JSON.stringify(detailsOf(row));
  await putOp(tx, { kind: 'detail', account: row.account, visit_id: row.visit_id, subject: row.id, stamp });
}

/** The server knows it: a raw position has no business on the phone any longer. */
export async function settleDetail(op: OpRow): Promise<void> {
  await writeStrict(ALL, async (tx) => {
    if (await settleIn(tx, op)) await changeRow(tx, op.subject, { position: undefined });
  });
}

/** Hides the photo at once and tells the server after the time to undo; the bytes stay until then. */
export async function removePhoto(id: string, now: number = Date.now()): Promise<void> {
  await writeStrict(ALL, async (tx) => {
    const row = await changeRow(tx, id, { deleted: true, deleted_at: now });
    if (!row) return;
    for (const kind of ['photo', 'detail'] as const) await tx.objectStore('outbox').delete(opKey(kind, id));
    for (const subject of goingWith(row)) {
      const { account, visit_id } = row;
      await putOp(tx, { kind: 'delete', account, visit_id, subject, stamp: String(now), next_at: now + UNDO_MS });
    }
  });
}

/** A photo that does not come cannot bury those whose place it was to take. */
function goingWith({ id, state, replaces = [] }: PhotoRow): readonly string[] {
  return state === 'sent' ? [id] : [id, ...replaces];
}

export async function restorePhoto(id: string): Promise<void> {
  await writeStrict(ALL, async (tx) => {
    // Without its place in the queue the server knows already, and nothing brings it back there.
    if (!(await tx.objectStore('outbox').get(opKey('delete', id)))) return;
    if ((await tx.objectStore('photos').get(id))?.deleted_at === undefined) return;
    const row = await changeRow(tx, id, { deleted: false, deleted_at: undefined, restored: true });
    if (!row) return;
    for (const subject of goingWith(row)) await tx.objectStore('outbox').delete(opKey('delete', subject));
    if (row.state === 'sent') await queueDetail(tx, row);
    else await queuePhoto(tx, row, row.state === 'prep' ? 'prep' : 'wait');
  });
}

/** The server holds exactly our bytes: only now may they leave the phone. The small picture stays. */
export async function confirmPhoto(op: OpRow, sent: PhotoRow, now: string): Promise<void> {
  await writeStrict(ALL, async (tx) => {
    const row = await changeRow(tx, sent.id, { state: 'sent', sent_at: now });
    await tx.objectStore('bytes').delete(sent.id);
    await tx.objectStore('outbox').delete(op.key);
    for (const id of sent.replaces ?? []) await wipe(tx, id);
    if (row && !row.deleted && (row.position || JSON.stringify(detailsOf(row)) !== JSON.stringify(detailsOf(sent)))) await queueDetail(tx, row);
  });
}

/** Nothing is left of the picture; the row stays, so that no late reply brings it back. */
export async function wipe(tx: WriteTx, id: string): Promise<void> {
  await changeRow(tx, id, { thumb: null, position: undefined });
  await tx.objectStore('bytes').delete(id);
}

/** Gone for good: the server has confirmed the delete, or a person gives up what it refused. */
export async function forgetPhoto(op: OpRow): Promise<void> {
  await writeStrict(ALL, async (tx) => {
    const { account, visit_id, stamp } = op;
    const left = op.kind === 'photo' ? ((await tx.objectStore('photos').get(op.subject))?.replaces ?? []) : [];
    for (const subject of left) await putOp(tx, { kind: 'delete', account, visit_id, subject, stamp });
    await changeRow(tx, op.subject, { deleted: true, state: 'sent' });
    await wipe(tx, op.subject);
    for (const kind of ['photo', 'detail', 'delete'] as const) await tx.objectStore('outbox').delete(opKey(kind, op.subject));
  });
}

/** The server will not take these bytes under this id: the photo goes on under a new one. False: there is nothing to go on with. */
export async function renamePhoto(op: OpRow, id: string): Promise<boolean> {
  return writeStrict(ALL, async (tx) => {
    const row = await tx.objectStore('photos').get(op.subject);
    const bytes = await tx.objectStore('bytes').get(op.subject);
    if (!row || !bytes || row.deleted) return false;
    await tx.objectStore('photos').delete(op.subject);
    await tx.objectStore('bytes').delete(op.subject);
    for (const key of [op.key, opKey('photo', op.subject)]) await tx.objectStore('outbox').delete(key);
    await tx.objectStore('photos').put({ ...row, id, restored: undefined });
    await tx.objectStore('bytes').put({ ...bytes, id });
    await queuePhoto(tx, { ...row, id }, row.state === 'prep' ? 'prep' : 'wait');
    return true;
  });
}

/** Queues a photo the server says it misses; false when its bytes are no longer here. */
export async function resendPhoto(id: string): Promise<boolean> {
  return writeStrict(ALL, async (tx) => {
    if ((await tx.objectStore('photos').get(id))?.deleted) return true;
    if (!(await tx.objectStore('bytes').get(id))) return false;
    const row = await changeRow(tx, id, { state: 'wait' });
    if (row) await queuePhoto(tx, row, 'wait');
    return row !== null;
  });
}

/** Photos the server holds that this phone has not seen: another phone took them. */
export async function mergePhotosIn(tx: WriteTx, account: string, visitId: string, theirs: WirePhoto[]): Promise<void> {
  for (const photo of theirs) {
    if (!(await tx.objectStore('photos').get(photo.id))) await tx.objectStore('photos').put(fromWire(account, visitId, photo));
  }
}

/** Photos that were there before the server was asked and are no longer: another phone deleted them. */
export async function dropPhotosIn(tx: WriteTx, visitId: string, theirs: WirePhoto[], askedAt: number): Promise<void> {
  const listed = new Set(theirs.map((photo) => photo.id));
  for (const row of await tx.objectStore('photos').index('visit').getAll(visitId)) {
    if (row.state !== 'sent' || row.deleted || listed.has(row.id) || !(Date.parse(row.sent_at ?? '') < askedAt)) continue;
    await changeRow(tx, row.id, { deleted: true });
    await wipe(tx, row.id);
    await tx.objectStore('outbox').delete(opKey('detail', row.id));
  }
}

function fromWire(account: string, visitId: string, photo: WirePhoto): PhotoRow {
  const { id, question_id, sha256, size, taken_at, created_at, rank } = photo;
  const seen = { width: photo.width ?? 0, height: photo.height ?? 0, caption: photo.caption ?? '' };
  return {
    id, question_id, sha256, size, taken_at, created_at, rank, ...seen, account, visit_id: visitId, state: 'sent', type: 'image/jpeg', thumb: null, original: false, deleted: false, sent_at: created_at,
  };
}
