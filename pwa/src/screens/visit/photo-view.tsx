/** One photo over the whole screen: its words, and all that can be done with it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { t, type TextKey } from '../../i18n';
import { useDraft } from '../../questions';
import { storeDead } from '../../store/db';
import { photoBytes } from '../../store/photos';
import type { PhotoRow } from '../../store/schema';
import { Button, later, openModal, TextField } from '../../ui';
import type { OpenVisit } from './open-visit';
import { changePhoto, deletePhoto, movePhoto, retakePhoto } from './photo-changes';
import { Pick } from './photo-pick';
import { sectionOf, sectionPath } from './progress';
import { remoteUrl, useObjectUrl } from './thumb';
import './photo-more.css';
import './photo-words';

type EditorProps = Parameters<(typeof import('./photo-editor'))['PhotoEditor']>[0];
type AssignProps = Parameters<(typeof import('./photo-assign'))['Assign']>[0];

const PhotoEditor = later<EditorProps>(() => import('./photo-editor').then((m) => m.PhotoEditor));
const Assign = later<AssignProps>(() => import('./photo-assign').then((m) => m.Assign));

export interface PhotoViewProps {
  visit: OpenVisit;
  photo: PhotoRow;
  /** The photos it stands among. */
  photos: readonly PhotoRow[];
  title: string;
  /** Another one, or none. */
  onShow: (id: string | null) => void;
}

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

/** Among its neighbours: which one it is, to the others, and its place among them. */
function Order({ visit, photo, photos, onShow }: PhotoViewProps) {
  const at = photos.findIndex((one) => one.id === photo.id);
  if (photos.length < 2) return null;
  const step = (by: -1 | 1, icon: 'back' | 'next', look: TextKey, move: TextKey) => {
    const other = photos[at + by];
    return (
      <div class={`photo-step photo-step-${icon}`}>
        {other && <Button kind="quiet" icon={icon} label={t(look)} onClick={() => onShow(other.id)} />}
        {other && visit.editable.value && (
          <Button kind="quiet" size="s" onClick={() => void movePhoto(visit, photos, photo, by)}>
            {t(move)}
          </Button>
        )}
      </div>
    );
  };
  return (
    <div class="photo-order">
      {step(-1, 'back', 'photos.previous', 'photos.move_left')}
      <p class="figures">{t('visit.of', { n: at + 1, total: photos.length })}</p>
      {step(1, 'next', 'photos.next', 'photos.move_right')}
    </div>
  );
}

function pathOf(visit: OpenVisit, questionId: string | null): string {
  const section = questionId ? sectionOf(visit, questionId) : undefined;
  return section && questionId ? sectionPath(visit.id, section.id, questionId) : location.pathname;
}

function Actions(props: PhotoViewProps & { onEdit: () => void }) {
  const { visit, photo, onShow, onEdit } = props;
  const { question_id } = photo;
  const remove = (): void => {
    onShow(null);
    void deletePhoto(visit, photo);
  };
  const retake = async ([file]: readonly File[]): Promise<void> => {
    // What became of it is said on the page behind.
    onShow(null);
    if (file) await retakePhoto(visit, photo, file);
  };
  const place = { visit_id: visit.id, question_id, path: pathOf(visit, question_id) };
  const words = { words: t('photos.retake'), spoken: t('photos.retake_long') };
  // A signature is deleted and drawn anew, never touched up.
  const signed = visit.items.value.some(({ key, question }) => key === question_id && question.type === 'signature');
  return (
    <div class="photo-actions">
      {!signed && (
        <Button size="s" disabled={photo.state === 'prep' || photo.original || storeDead.value} onClick={onEdit}>
          {t('photos.edit')}
        </Button>
      )}
      {!signed && !storeDead.value && <Pick class="button-secondary" {...words} place={place} capture icon="camera" onFiles={retake} />}
      <Button size="s" icon="trash" label={t('visit.delete_photo')} onClick={remove}>
        {t('photos.delete')}
      </Button>
    </div>
  );
}

export function PhotoView(props: PhotoViewProps) {
  const { visit, photo, title, onShow } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [editing, setEditing] = useState(false);
  const caption = useDraft(photo.caption, (text) => void changePhoto(visit, photo, { caption: text }));
  const editable = visit.editable.value;
  const close = (): void => onShow(null);
  useEffect(() => (dialog.current ? openModal(dialog.current) : undefined), []);
  return (
    <dialog
      ref={dialog}
      class="photo-view"
      aria-label={title}
      onCancel={(event) => event.target === dialog.current && (event.preventDefault(), close())}
    >
      <div class="photo-view-head">
        <Button kind="quiet" icon="close" label={t('close')} onClick={close} />
        <p>{title}</p>
      </div>
      <Picture photo={photo} title={title} />
      <div class="photo-view-foot">
        <Order {...props} />
        {photo.question_id === null && editable && <Assign visit={visit} photo={photo} onDone={close} />}
        <TextField label={t('visit.caption')} value={caption.text} disabled={!editable} maxLength={500} onInput={caption.type} onBlur={caption.flush} />
        {editable && <Actions {...props} onEdit={() => setEditing(true)} />}
      </div>
      {editing && <PhotoEditor visit={visit} photo={photo} onClose={() => setEditing(false)} onSaved={close} />}
    </dialog>
  );
}
