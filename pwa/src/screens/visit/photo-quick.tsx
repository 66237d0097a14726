/** Photos without a question: taking them, and finding those that wait for one. Their screens come when there are some. */
import { t } from '../../i18n';
import { storeDead } from '../../store/db';
import type { PhotoRow } from '../../store/schema';
import { Button, later } from '../../ui';
import type { OpenVisit } from './open-visit';
import { loosePhotos, takeLoosePhoto } from './photo-loose-camera';

type Props = { visit: OpenVisit; photos: readonly PhotoRow[]; general?: boolean };

const Strip = later<Props>(() => import('./photo-loose').then((m) => m.LooseStrip));
const Open = later<Props>(() => import('./photo-loose').then((m) => m.LooseOpen));

/** Those of which nobody has said yet where they belong. */
export function undecidedPhotos(visit: OpenVisit): readonly PhotoRow[] {
  return visit.editable.value ? loosePhotos(visit).filter((photo) => !photo.general) : [];
}

/** On a section: a tap says where each belongs. */
export function LoosePhotos({ visit }: { visit: OpenVisit }) {
  const photos = undecidedPhotos(visit);
  return photos.length > 0 ? <Strip visit={visit} photos={photos} /> : null;
}

/** On the check: each has to go somewhere, and those of the whole visit are shown. */
export function UndecidedPhotos({ visit }: { visit: OpenVisit }) {
  const photos = undecidedPhotos(visit);
  const general = loosePhotos(visit).filter((photo) => !photos.includes(photo));
  return (
    <>
      {photos.length > 0 && <Open visit={visit} photos={photos} />}
      {general.length > 0 && <Strip visit={visit} photos={general} general />}
    </>
  );
}

export function showUndecided(): void {
  const part = document.getElementById('loose');
  part?.scrollIntoView({ block: 'start' });
  part?.focus({ preventScroll: true });
}

/** First the photo, then the question. */
export function QuickPhoto({ visit }: { visit: OpenVisit }) {
  if (!visit.editable.value || storeDead.value) return null;
  return (
    <Button kind="quiet" size="s" icon="camera" onClick={() => void takeLoosePhoto(visit.id)}>
      {t('visit.quick_photo')}
    </Button>
  );
}
