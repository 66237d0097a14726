/** What is deleted or replaced stays for as long as it can be taken back, and not a moment longer. */
import { use, writeStrict } from './db';
import { UNDO_MS } from './outbox';
import { changeRow, PHOTO_STORES, wipe } from './photos';
import type { PhotoRow } from './schema';

/** A clock that was set back must not keep a picture for ever. */
function isOver({ deleted, deleted_at }: PhotoRow, now: number): boolean {
  return deleted && deleted_at !== undefined && Math.abs(now - deleted_at) >= UNDO_MS;
}

/** After the time to undo nothing of a deleted or replaced picture stays on the phone, whether there is signal or not. */
export async function wipeDeleted(now: number = Date.now()): Promise<void> {
  const rows = (await use((db) => db.getAll('photos'))).filter((row) => isOver(row, now));
  if (rows.length === 0) return;
  await writeStrict(PHOTO_STORES, async (tx) => {
    for (const { id } of rows) {
      const row = await tx.objectStore('photos').get(id);
      if (!row || !isOver(row, now)) continue;
      await wipe(tx, id);
      await changeRow(tx, id, { deleted_at: undefined });
    }
  });
}
