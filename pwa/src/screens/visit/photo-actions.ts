/** What a person does with photos: take, choose, sign, describe, delete and take back. */
import { t } from '../../i18n';
import { keepFile, preparePhoto } from '../../photos';
import { StoreFull } from '../../store/db';
import { writeValue } from '../../store/kv';
import { describePhotos, removePhoto, restorePhoto } from '../../store/photos';
import type { PhotoRow } from '../../store/schema';
import { askToKeep } from '../../store/space';
import { changed } from '../../sync';
import { toast } from '../../ui';
import type { OpenVisit } from './open-visit';

/** Every file is safe on the disk before the first one is shrunk. */
export async function addFiles(visit: OpenVisit, questionId: string | null, files: readonly File[]): Promise<void> {
  const rows: PhotoRow[] = [];
  for (const file of files) {
    const row = await keep(visit, questionId, file);
    if (row) rows.push(row);
  }
  await writeValue('camera', null);
  void askToKeep();
  void changed();
  for (const row of rows) await prepare(visit, row);
}

async function keep(visit: OpenVisit, questionId: string | null, file: File): Promise<PhotoRow | null> {
  try {
    const row = await keepFile({ account: visit.account, visit_id: visit.id, question_id: questionId }, file);
    visit.replacePhoto(row);
    return row;
  } catch (error) {
    toast(t(error instanceof StoreFull ? 'visit.no_space' : 'visit.photo_failed'), { tone: 'bad' });
    return null;
  }
}

async function prepare(visit: OpenVisit, row: PhotoRow): Promise<void> {
  try {
    const ready = await preparePhoto(row);
    if (ready && !ready.deleted) visit.replacePhoto(ready);
  } catch {
    // The chosen bytes are kept; the next start prepares them again.
    toast(t('visit.photo_later'), { tone: 'bad' });
  }
  void changed();
}

export async function addDrawing(visit: OpenVisit, questionId: string, png: Blob): Promise<void> {
  await addFiles(visit, questionId, [new File([png], 'signature.png', { type: 'image/png' })]);
}

export async function deletePhoto(visit: OpenVisit, photo: PhotoRow): Promise<void> {
  visit.hidePhoto(photo.id);
  await removePhoto(photo.id);
  void changed();
  toast(t('visit.photo_deleted'), { undo: () => void bringBack(visit, photo) });
}

async function bringBack(visit: OpenVisit, photo: PhotoRow): Promise<void> {
  await restorePhoto(photo.id);
  await visit.reload();
  void changed();
}

export async function changePhoto(visit: OpenVisit, photo: PhotoRow, fields: Partial<Pick<PhotoRow, 'caption' | 'question_id'>>): Promise<void> {
  visit.replacePhoto({ ...photo, ...fields });
  await describePhotos({ [photo.id]: fields });
  void changed();
}
