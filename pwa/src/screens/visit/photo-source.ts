/** Where an editor gets a picture from. */
import { photoBytes } from '../../store/photos';
import type { PhotoRow } from '../../store/schema';
import { imageUrl } from './thumb';

export interface Source {
  data: ArrayBuffer;
  type: string;
}

/** From the phone; what is there no more is at the server, though `photo` may have been read just before it left. */
export async function sourceOf(photo: PhotoRow): Promise<Source | null> {
  const kept = await photoBytes(photo.id);
  if (kept) return { data: kept.data, type: photo.type };
  const reply = await fetch(imageUrl(photo.id, 2048)).catch(() => null);
  return reply?.ok ? { data: await reply.arrayBuffer(), type: 'image/jpeg' } : null;
}
