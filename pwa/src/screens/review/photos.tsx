/** Thumbs in a row, and one photo large: arrows move, Escape closes, the words under it say whose it is. */
import { useEffect } from 'preact/hooks';
import type { PhotoRow } from '../../api/types';
import { formatNumber, t } from '../../i18n';
import { Button, Dialog, Icon } from '../../ui';
import { LargePicture, ThumbPicture } from './picture';
import './photos.css';

export type Shown = { photo: PhotoRow; question: string };

/** A reason to ask, where there is one. */
function placeWords({ place_note }: PhotoRow): string | null {
  if (!place_note) return null;
  if (place_note.code === 'refused' || place_note.metres === null) return t('review.photo_place_refused');
  const far = place_note.metres >= 10_000;
  return t(far ? 'review.photo_away_km' : 'review.photo_away', { distance: formatNumber(far ? place_note.metres / 1000 : place_note.metres) });
}

export function Thumbs({ photos, all, onOpen }: { photos: readonly PhotoRow[]; all: readonly Shown[]; onOpen: (n: number) => void }) {
  if (photos.length === 0) return null;
  const place = (photo: PhotoRow) => all.findIndex((one) => one.photo.id === photo.id);
  return (
    <div class="thumbs">
      {photos.map((photo) => {
        const n = place(photo);
        const label = t('review.photo_of', { n: n + 1, total: all.length, question: photo.caption || (all[n]?.question ?? '') });
        const away = photo.place_note?.code === 'away' ? `. ${placeWords(photo)}` : '';
        return (
          <button type="button" class="thumb" key={photo.id} aria-label={label + away} onClick={() => onOpen(n)}>
            {photo.place_note?.code === 'away' && <Icon name="pin" size={18} />}
            {photo.status === 'unreadable' ? (
              <Icon name="image" size={24} />
            ) : (
              <ThumbPicture photo={photo} />
            )}
          </button>
        );
      })}
    </div>
  );
}

type LightboxProps = { all: readonly Shown[]; at: number | null; onMove: (n: number | null) => void };

export function Lightbox({ all, at, onMove }: LightboxProps) {
  const shown = at === null ? undefined : all[at];
  useEffect(() => {
    if (at === null) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'ArrowRight' && at < all.length - 1) onMove(at + 1);
      if (event.key === 'ArrowLeft' && at > 0) onMove(at - 1);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [at, all.length]);
  if (at === null || !shown) return null;
  const title = t('review.photo_of', { n: at + 1, total: all.length, question: shown.question });
  return (
    <Dialog
      open
      wide
      onClose={() => onMove(null)}
      title={title}
      actions={
        <>
          <Button icon="back" label={t('review.photo_previous')} disabled={at === 0} onClick={() => onMove(at - 1)} />
          <Button icon="next" label={t('review.photo_next')} disabled={at === all.length - 1} onClick={() => onMove(at + 1)} />
        </>
      }
    >
      <figure class="large-photo">
        {shown.photo.status === 'unreadable' ? (
          <p class="secondary">{t('review.photo_unreadable')}</p>
        ) : (
          <LargePicture key={shown.photo.id} photo={shown.photo} alt={shown.photo.caption || shown.question} />
        )}
        {shown.photo.caption && <figcaption>{shown.photo.caption}</figcaption>}
        {placeWords(shown.photo) && (
          <p class="photo-place">
            <Icon name="pin" size={18} /> {placeWords(shown.photo)}
          </p>
        )}
      </figure>
    </Dialog>
  );
}
