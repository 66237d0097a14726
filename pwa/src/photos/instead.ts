/** A photo in the place of another: taken again, or changed. Loaded with the screens that do so. */
import { replacePhoto } from '../store/replaced';
import type { PhotoRow } from '../store/schema';
import { newRow, rowOf } from './take';
import type { Made } from './task';

/** Taken again; read at once, as every chosen file. null: the old one was deleted meanwhile. */
export async function keepInstead(old: PhotoRow, file: File): Promise<PhotoRow | null> {
  const data = await file.arrayBuffer();
  return replacePhoto(old.id, { row: rowOf(old, file, data), data });
}

/** What the editor made of a photo: new bytes under a new id, taken when the old one was. */
export async function changedPhoto(old: PhotoRow, { data, takenAt: _, ...made }: Made): Promise<PhotoRow | null> {
  const blank = newRow(old, made.type, data.byteLength, 0);
  const row: PhotoRow = { ...blank, ...made, state: 'wait', taken_at: old.taken_at, position: old.position };
  return replacePhoto(old.id, { row, data });
}
