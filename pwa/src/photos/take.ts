/** From a chosen file to a photo that waits to be sent. The bytes are stored before anything is done to them. */
import { newSilentId } from '../store/ids';
import { addPhoto, finishPhoto, photoBytes, unprepared } from '../store/photos';
import { wipeDeleted } from '../store/wiped';
import type { PhotoRow } from '../store/schema';
import { shrink } from './shrink';

export interface PhotoPlace {
  account: string;
  visit_id: string;
  question_id: string | null;
}

export function newRow({ account, visit_id, question_id }: PhotoPlace, type: string, size: number, takenAt: number): PhotoRow {
  return {
    account, visit_id, question_id, id: newSilentId(), state: 'prep', type, size, sha256: null, width: 0, height: 0, thumb: null, caption: '',
    taken_at: new Date(takenAt).toISOString(), created_at: new Date().toISOString(), original: false, deleted: false, sent_at: null,
  };
}

export function rowOf(place: PhotoPlace, file: File, data: ArrayBuffer): PhotoRow {
  return newRow(place, file.type || 'application/octet-stream', data.byteLength, file.lastModified);
}

/** Reads at once: a `File` kept for later may be unreadable by then. */
export async function keepFile(place: PhotoPlace, file: File): Promise<PhotoRow> {
  const data = await file.arrayBuffer();
  return addPhoto(rowOf(place, file, data), data);
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
