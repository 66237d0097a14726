/** Photos taken on the quiet: a number each, and the picture only while a finger holds it. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import type { PhotoRow } from '../../store/schema';
import type { OpenVisit } from '../visit/open-visit';
import { loosePhotos } from '../visit/photo-loose-camera';
import { Thumb } from '../visit/thumb';

const SHOWS = new Set(['Enter', ' ']);

function Held({ photo, n }: { photo: PhotoRow; n: number }) {
  const [held, set] = useState(false);
  const hide = (): void => set(false);
  return (
    <button
      type="button"
      class="jot-photo"
      aria-label={t('notes.photo_hold', { n })}
      aria-pressed={held}
      onPointerDown={() => set(true)}
      onPointerUp={hide}
      onPointerLeave={hide}
      onPointerCancel={hide}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => SHOWS.has(event.key) && set(true)}
      onKeyUp={hide}
      onBlur={hide}
    >
      {held ? <Thumb photo={photo} /> : <span class="figures">{n}</span>}
    </button>
  );
}

export function HeldPhotos({ visit }: { visit: OpenVisit }) {
  const photos = loosePhotos(visit);
  if (photos.length === 0) return null;
  return (
    <div class="jot-photos" role="group" aria-label={t('notes.photos', { n: photos.length })}>
      {photos.map((photo, index) => (
        <Held key={photo.id} photo={photo} n={index + 1} />
      ))}
    </div>
  );
}
