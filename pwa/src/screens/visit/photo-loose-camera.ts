/** A photo first, its question later, from wherever the person is. */
import type { PhotoRow } from '../../store/schema';
import { me } from '../../sync';
import { forgetCamera, noteCamera } from './camera';
import { openVisit, type OpenVisit } from './open-visit';
import { addFiles } from './photo-actions';

export function loosePhotos(visit: OpenVisit): readonly PhotoRow[] {
  return visit.photos.value.filter((photo) => photo.question_id === null);
}

/** Opens the camera at once; call it from a tap. How many photos were kept: none when the person changed their mind. */
export function takeLoosePhoto(visitId: string): Promise<number> {
  const input = Object.assign(document.createElement('input'), { type: 'file', accept: 'image/*', hidden: true });
  input.setAttribute('capture', 'environment');
  // Some phones forget a field that is not in the page while the camera is open.
  document.body.append(input);
  noteCamera({ visit_id: visitId, question_id: null, path: location.pathname });
  return new Promise((resolve) => {
    const end = (kept: number): void => (input.remove(), resolve(kept));
    input.addEventListener('cancel', () => (forgetCamera(), end(0)));
    input.addEventListener('change', () => void keepLoose(visitId, [...(input.files ?? [])]).then(end, () => end(0)));
    input.click();
  });
}

async function keepLoose(visitId: string, files: readonly File[]): Promise<number> {
  const visit = me.value && (await openVisit(me.value.id, visitId));
  if (!visit) return 0;
  const before = loosePhotos(visit).length;
  await addFiles(visit, null, files);
  return loosePhotos(visit).length - before;
}
