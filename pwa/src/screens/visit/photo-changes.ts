/** What a person does with a photo that is there: describe, move, replace, delete, and take all of that back. */
import { batch } from '@preact/signals';
import { t, type TextKey } from '../../i18n';
import { changedPhoto, keepInstead } from '../../photos/instead';
import type { Made } from '../../photos/task';
import { writeValue } from '../../store/kv';
import { UNDO_MS } from '../../store/outbox';
import { describePhotos, removePhoto, restorePhoto, type Details } from '../../store/photos';
import { undoReplace } from '../../store/replaced';
import type { PhotoRow } from '../../store/schema';
import { wipeDeleted } from '../../store/wiped';
import { changed } from '../../sync';
import { toast } from '../../ui';
import type { OpenVisit } from './open-visit';
import { notePlace, prepare, sayWhyNot } from './photo-actions';

/** When nothing can be taken back any more, nothing of it stays; after a killed page the next start sees to that. */
function wipeLater(): void {
  setTimeout(() => void wipeDeleted(), UNDO_MS + 100);
}

export async function deletePhoto(visit: OpenVisit, photo: PhotoRow): Promise<void> {
  visit.hidePhoto(photo.id);
  await removePhoto(photo.id);
  void changed();
  wipeLater();
  toast(t('visit.photo_deleted'), { undo: () => void bringBack(visit, photo) });
}

async function bringBack(visit: OpenVisit, photo: PhotoRow): Promise<void> {
  await restorePhoto(photo.id);
  await visit.reload();
  void changed();
}

/** What the editor made takes the photo's place. Fails only with nothing changed. */
export async function keepChanged(visit: OpenVisit, old: PhotoRow, made: Made): Promise<void> {
  shown(visit, old, await changedPhoto(old, made), 'photos.changed');
}

/** The photo taken again takes its place, with its words. */
export async function retakePhoto(visit: OpenVisit, old: PhotoRow, file: File): Promise<void> {
  try {
    const next = shown(visit, old, await keepInstead(old, file), 'photos.retaken');
    await writeValue('camera', null);
    if (!next) return;
    void notePlace(visit, [next]);
    await prepare(visit, next);
  } catch (error) {
    sayWhyNot(error);
  }
}

function shown(visit: OpenVisit, old: PhotoRow, next: PhotoRow | null, words: TextKey): PhotoRow | null {
  if (!next) {
    toast(t('photos.gone'), { tone: 'bad' });
    return null;
  }
  batch(() => (visit.hidePhoto(old.id), visit.replacePhoto(next)));
  void changed();
  wipeLater();
  toast(t(words), { undo: () => void takeBack(visit, old, next) });
  return next;
}

async function takeBack(visit: OpenVisit, old: PhotoRow, next: PhotoRow): Promise<void> {
  const back = await undoReplace(old.id, next.id);
  await visit.reload();
  void changed();
  if (!back) toast(t('photos.too_late'), { tone: 'bad' });
  else if (old.state === 'prep') await prepare(visit, old);
}

export async function changePhoto(visit: OpenVisit, photo: PhotoRow, fields: Details): Promise<void> {
  visit.replacePhoto({ ...photo, ...fields });
  await describePhotos({ [photo.id]: fields });
  void changed();
}

/** One place to the front (-1) or to the back (1) among the photos of its question. */
export async function movePhoto(visit: OpenVisit, photos: readonly PhotoRow[], photo: PhotoRow, by: -1 | 1): Promise<void> {
  const from = photos.findIndex((one) => one.id === photo.id);
  const ranks = photos.map((one) => one.rank ?? 0);
  const order = photos.filter((one) => one.id !== photo.id);
  order.splice(from + by, 0, photo);
  // Photos of two phones may have the same rank: each gets one above the last.
  let last = -1;
  const changes = order.map((one, index) => ({ one, rank: (last = Math.max(last + 1, ranks[index] ?? 0)) }));
  const moved = changes.filter(({ one, rank }) => rank !== one.rank);
  batch(() => moved.forEach(({ one, rank }) => visit.replacePhoto({ ...one, rank })));
  await describePhotos(Object.fromEntries(moved.map(({ one, rank }) => [one.id, { rank }])));
  void changed();
}
