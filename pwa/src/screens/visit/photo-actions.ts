/** How photos come: taken, chosen, drawn. */
import { t } from '../../i18n';
import { keepFile, preparePhoto } from '../../photos';
import { StoreFull } from '../../store/db';
import { writeValue } from '../../store/kv';
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
  void notePlace(visit, rows);
  for (const row of rows) await prepare(visit, row);
}

/** Loaded with the first photo; a photo without its position is as good. */
export async function notePlace(visit: OpenVisit, rows: readonly PhotoRow[]): Promise<void> {
  const part = await import('./photo-position').catch(() => null);
  await part?.notePosition(visit, rows);
}

export function sayWhyNot(error: unknown): void {
  toast(t(error instanceof StoreFull ? 'visit.no_space' : 'visit.photo_failed'), { tone: 'bad' });
}

async function keep(visit: OpenVisit, questionId: string | null, file: File): Promise<PhotoRow | null> {
  try {
    const row = await keepFile({ account: visit.account, visit_id: visit.id, question_id: questionId }, file);
    visit.replacePhoto(row);
    return row;
  } catch (error) {
    sayWhyNot(error);
    return null;
  }
}

export async function prepare(visit: OpenVisit, row: PhotoRow): Promise<void> {
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
