/** From a chosen file to a photo that waits to be sent. The bytes are stored before anything is done to them. */
import { newSilentId } from '../store/ids';
import { addPhoto, finishPhoto, photoBytes, unprepared } from '../store/photos';
import { wipeDeleted } from '../store/replaced';
import type { PhotoRow } from '../store/schema';
import { ifRoomFor } from '../store/space';
import { shrink } from './shrink';

export interface PhotoPlace {
  account: string;
  visit_id: string;
  question_id: string | null;
}

function newRow(place: PhotoPlace, type: string, size: number, takenAt: number): PhotoRow {
  return {
    ...place, id: newSilentId(), state: 'prep', type, size, sha256: null, width: 0, height: 0, thumb: null, caption: '',
    taken_at: new Date(takenAt).toISOString(), created_at: new Date().toISOString(), original: false, deleted: false, sent_at: null,
  };
}

/** Reads at once: a `File` kept for later may be unreadable by then. */
export async function keepFile(place: PhotoPlace, file: File): Promise<PhotoRow> {
  const data = await file.arrayBuffer();
  const row = newRow(place, file.type || 'application/octet-stream', data.byteLength, file.lastModified);
  return ifRoomFor(data.byteLength, () => addPhoto(row, data));
}

export async function preparePhoto(row: PhotoRow): Promise<PhotoRow | null> {
  const bytes = await photoBytes(row.id);
  if (!bytes) return null;
  return finishPhoto(row.id, await shrink({ data: bytes.data, type: row.type }));
}

/** After a restart: what was chosen but not yet compressed, and what was replaced just before the end. */
export async function prepareRest(account: string): Promise<number> {
  await wipeDeleted();
  const rows = await unprepared(account);
  for (const row of rows) await preparePhoto(row).catch((error: unknown) => console.warn('A photo is prepared at the next start', error));
  return rows.length;
}
