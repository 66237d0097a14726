/** One photo over the whole screen, with its caption and the way to delete it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { useDraft } from '../../questions';
import { photoBytes } from '../../store/photos';
import type { PhotoRow } from '../../store/schema';
import { Button, openModal, TextField } from '../../ui';
import type { OpenVisit } from './open-visit';
import { changePhoto, deletePhoto } from './photo-actions';
import { remoteUrl, useObjectUrl } from './thumb';

function useFull(photo: PhotoRow): string | null {
  const [data, set] = useState<ArrayBuffer | null>(null);
  useEffect(() => void photoBytes(photo.id).then((row) => set(row?.data ?? null)), [photo.id, photo.state]);
  const local = useObjectUrl(data, photo.type);
  const small = useObjectUrl(photo.thumb, 'image/jpeg');
  return local ?? remoteUrl(photo, 2048) ?? small;
}

function Picture({ photo, title }: { photo: PhotoRow; title: string }) {
  const src = useFull(photo);
  const [broken, setBroken] = useState(false);
  useEffect(() => setBroken(false), [src]);
  const words = photo.original && photo.state !== 'sent' ? t('visit.photo_original') : t('visit.photo_there');
  return (
    <div class="photo-full">
      {src && !broken ? <img src={src} alt={photo.caption || title} onError={() => setBroken(true)} /> : <p>{words}</p>}
    </div>
  );
}

interface PhotoViewProps {
  visit: OpenVisit;
  photo: PhotoRow;
  title: string;
  onClose: () => void;
}

export function PhotoView({ visit, photo, title, onClose }: PhotoViewProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const caption = useDraft(photo.caption, (text) => void changePhoto(visit, photo, { caption: text }));
  const editable = visit.editable.value;
  useEffect(() => (dialog.current ? openModal(dialog.current) : undefined), []);
  const remove = (): void => {
    onClose();
    void deletePhoto(visit, photo);
  };
  return (
    <dialog ref={dialog} class="photo-view" aria-label={title} onCancel={(event) => (event.preventDefault(), onClose())}>
      <div class="photo-view-head">
        <Button kind="quiet" icon="close" label={t('close')} onClick={onClose} />
        <p>{title}</p>
        {editable && <Button kind="quiet" icon="trash" label={t('visit.delete_photo')} onClick={remove} />}
      </div>
      <Picture photo={photo} title={title} />
      <div class="photo-view-foot">
        <TextField label={t('visit.caption')} value={caption.text} disabled={!editable} maxLength={500} onInput={caption.type} onBlur={caption.flush} />
      </div>
    </dialog>
  );
}
