/** Photos another app shared: each becomes a photo of a visit, or goes, in one transaction. */
import { writeStrict, type WriteTx } from './db';
import { readValue, type SharedPhoto } from './kv';
import { PHOTO_STORES, queuePhoto } from './photos';
import type { PhotoRow } from './schema';

export async function sharedOf(account: string): Promise<SharedPhoto[]> {
  return ((await readValue('shared')) ?? []).filter((photo) => photo.account === account);
}

/** Takes these off the list; what another tab took before is not taken twice. */
async function takeOff(tx: WriteTx, ids: ReadonlySet<string>): Promise<string[]> {
  const kv = tx.objectStore('kv');
  const list = ((await kv.get('shared')) ?? []) as readonly SharedPhoto[];
  await kv.put(list.filter(({ id }) => !ids.has(id)), 'shared');
  return list.flatMap(({ id }) => (ids.has(id) ? [id] : []));
}

/** The rows as the visit has them from now on; their bytes are there already. */
export async function assignShared(rows: readonly PhotoRow[]): Promise<PhotoRow[]> {
  return writeStrict(['kv', ...PHOTO_STORES], async (tx) => {
    const taken = await takeOff(tx, new Set(rows.map(({ id }) => id)));
    const kept: PhotoRow[] = [];
    for (const row of rows.filter(({ id }) => taken.includes(id))) {
      const next = { ...row, rank: await tx.objectStore('photos').index('visit').count(row.visit_id) };
      await tx.objectStore('photos').put(next);
      await queuePhoto(tx, next, 'prep');
      kept.push(next);
    }
    return kept;
  });
}

export async function dropShared(photos: readonly SharedPhoto[]): Promise<void> {
  await writeStrict(['kv', 'bytes'], async (tx) => {
    for (const id of await takeOff(tx, new Set(photos.map((photo) => photo.id)))) await tx.objectStore('bytes').delete(id);
  });
}
