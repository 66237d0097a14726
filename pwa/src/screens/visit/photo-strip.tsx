/** The photos of one question: two ways in (camera, from the phone), and what is there already. */
import { useState } from 'preact/hooks';
import type { Question } from '../../engine';
import { t } from '../../i18n';
import { storeDead } from '../../store/db';
import type { PhotoRow } from '../../store/schema';
import { Button, Icon, later } from '../../ui';
import type { OpenVisit } from './open-visit';
import { addFiles } from './photo-actions';
import { Pick } from './photo-pick';
import type { PhotoViewProps } from './photo-view';
import type { WaiverProps } from './photo-waiver';
import { sectionPath } from './progress';
import { Thumb } from './thumb';

const PhotoView = later<PhotoViewProps>(() => import('./photo-view').then((m) => m.PhotoView));
const Waiver = later<WaiverProps>(() => import('./photo-waiver').then((m) => m.Waiver));

export interface StripProps {
  visit: OpenVisit;
  question: Question;
  sectionId: string;
  label: string;
}

export function PhotoButtons({ visit, question, sectionId, label, needed }: StripProps & { needed: boolean }) {
  const about = {
    place: { visit_id: visit.id, question_id: question.id, path: sectionPath(visit.id, sectionId, question.id) },
    onFiles: (files: readonly File[]) => addFiles(visit, question.id, files),
  };
  const words = needed ? t('visit.camera') : t('visit.photo');
  return (
    <>
      <Pick {...about} capture icon="camera" words={words} spoken={t('visit.photo_for', { question: label })} />
      <Pick
        {...about}
        capture={false}
        icon="image"
        words={needed ? t('visit.from_phone') : null}
        spoken={t('visit.choose_for', { question: label })}
      />
    </>
  );
}

const SPOKEN = { prep: 'visit.photo_preparing', wait: 'visit.photo_n', sent: 'visit.photo_n', attention: 'visit.photo_attention' } as const;

export function Thumbs({ visit, photos, label }: { visit: OpenVisit; photos: readonly PhotoRow[]; label: string }) {
  const [open, setOpen] = useState<string | null>(null);
  const shown = photos.find((photo) => photo.id === open);
  return (
    <>
      {photos.map((photo, index) => (
        <button type="button" class="thumb-button" key={photo.id} aria-label={t(SPOKEN[photo.state], { n: index + 1 })} onClick={() => setOpen(photo.id)}>
          <Thumb photo={photo} />
        </button>
      ))}
      {shown && <PhotoView visit={visit} photo={shown} photos={photos} title={label} onShow={setOpen} />}
    </>
  );
}

/** The brass box: a photo is owed. It can be waived with a reason. */
export function PhotoNeeded(props: StripProps & { missing: number }) {
  const { visit, question, missing } = props;
  const waiver = visit.cards.answer(question.id).value?.waiver?.trim() ?? '';
  const [asking, setAsking] = useState(false);
  const words = waiver ? t('visit.photo_waived') : t('visit.photo_needed', { n: Math.max(1, missing) });
  return (
    <div class={`needed ${waiver ? 'needed-waived' : ''}`} role="group" aria-label={words}>
      <p class="needed-words">
        <Icon name={waiver ? 'check' : 'camera'} /> {words}
      </p>
      <div class="pair">{!storeDead.value && <PhotoButtons {...props} needed />}</div>
      {asking || waiver ? (
        <Waiver visit={visit} question={question} waiver={waiver} />
      ) : (
        <Button kind="quiet" size="s" onClick={() => setAsking(true)}>
          {t('visit.no_photo')}
        </Button>
      )}
    </div>
  );
}
