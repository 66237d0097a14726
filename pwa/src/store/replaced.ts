/** A changed photo is a new photo that takes the place of the old one. What becomes of the old one, and for how long it can come back. */
import { writeStrict } from './db';
import { opKey, UNDO_MS } from './outbox';
import { changeRow, PHOTO_STORES, queueDetail, queuePhoto, writePhoto } from './photos';
import type { OpRow, PhotoRow } from './schema';

export interface Replacement {
  /** The new photo, but for what it takes over from the old one. */
  row: PhotoRow;
  data: ArrayBuffer;
}

/** In the moment the new photo is kept the old one is hidden and no longer sent. null: somebody has deleted the old one meanwhile. */
export async function replacePhoto(oldId: string, { row, data }: Replacement, now: number = Date.now()): Promise<PhotoRow | null> {
  return writePhoto(data, async (tx) => {
    const old = await tx.objectStore('photos').get(oldId);
    if (!old || old.deleted) return null;
    const { account, visit_id, question_id, caption, rank, general } = old;
    const replaces = [...(neverLeft(await tx.objectStore('outbox').get(opKey('photo', oldId)), now) ? [] : [oldId]), ...(old.replaces ?? [])];
    const next: PhotoRow = { ...row, account, visit_id, question_id, caption, rank, general, replaces, undo_until: now + UNDO_MS };
    await tx.objectStore('bytes').put({ id: next.id, data });
    await tx.objectStore('photos').put(next);
    await queuePhoto(tx, next, next.state === 'prep' ? 'prep' : 'wait');
    await changeRow(tx, oldId, { deleted: true, deleted_at: now });
    for (const kind of ['photo', 'detail'] as const) await tx.objectStore('outbox').delete(opKey(kind, oldId));
    return next;
  });
}

/** Nothing of it can be on its way: it was not tried, and is not yet to be. */
function neverLeft(op: OpRow | undefined, now: number): boolean {
  return op !== undefined && op.tries === 0 && (op.state === 'prep' || op.next_at > now);
}

/** Brings the old photo back while the new one has not left the phone. false: too late. */
export async function undoReplace(oldId: string, newId: string, now: number = Date.now()): Promise<boolean> {
  return writeStrict(PHOTO_STORES, async (tx) => {
    const op = await tx.objectStore('outbox').get(opKey('photo', newId));
    const old = await tx.objectStore('photos').get(oldId);
    if (!old || !neverLeft(op, now)) return false;
    for (const store of ['photos', 'bytes'] as const) await tx.objectStore(store).delete(newId);
    await tx.objectStore('outbox').delete(opKey('photo', newId));
    const row = await changeRow(tx, oldId, { deleted: false, deleted_at: undefined });
    if (row?.state === 'sent') await queueDetail(tx, row);
    else if (row) await queuePhoto(tx, row, row.state === 'prep' ? 'prep' : 'wait');
    return true;
  });
}
