/** Opening the camera can end the browser on a small phone. Where it was opened is written down first, so that the way back is known. */
import { t } from '../../i18n';
import { navigate } from '../../router';
import { readValue, writeValue, type CameraPending } from '../../store/kv';
import { photosOf } from '../../store/photos';
import { toast } from '../../ui';

const RECENT_MS = 600_000;

/** A photo without a question has only the page it was taken from. */
export type CameraPlace = Pick<CameraPending, 'visit_id' | 'question_id' | 'path'>;

export function noteCamera(place: CameraPlace): void {
  void writeValue('camera', { ...place, scroll_y: window.scrollY, at: Date.now() });
}

export function forgetCamera(): void {
  void writeValue('camera', null);
}

async function arrived({ visit_id, question_id, at }: CameraPending): Promise<boolean> {
  const photos = await photosOf(visit_id);
  return photos.some((photo) => photo.question_id === question_id && Date.parse(photo.created_at) >= at);
}

/** Once after a start: back to the question whose photo never came. */
export async function returnToQuestion(): Promise<void> {
  const pending = await readValue('camera');
  if (!pending) return;
  forgetCamera();
  if (Date.now() - pending.at > RECENT_MS || (await arrived(pending))) return;
  navigate(pending.path, { replace: true });
  toast(t('visit.camera_closed'), { tone: 'bad' });
}
