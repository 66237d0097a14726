/** Photos behind a figure: thumbs in a row, and one large; arrows move, Escape closes. */
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, Dialog } from '../../ui';
import { LargePicture, ThumbPicture } from '../review/picture';
import '../review/photos.css';

/** `words`: what it shows, and of which visit; `path`: where its picture lies, if it is not a visit's. */
export type Shot = { id: string; words: string; path?: string };

function Large({ shots, at, onMove }: { shots: readonly Shot[]; at: number; onMove: (n: number | null) => void }) {
  const shot = shots[at]!;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'ArrowRight' && at < shots.length - 1) onMove(at + 1);
      if (event.key === 'ArrowLeft' && at > 0) onMove(at - 1);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [at, shots.length]);
  const actions = (
    <>
      <Button icon="back" label={t('insights.photo_previous')} disabled={at === 0} onClick={() => onMove(at - 1)} />
      <Button icon="next" label={t('insights.photo_next')} disabled={at === shots.length - 1} onClick={() => onMove(at + 1)} />
    </>
  );
  return (
    <Dialog open wide onClose={() => onMove(null)} title={t('insights.photo_of', { n: at + 1, total: shots.length })} actions={actions}>
      <figure class="large-photo">
        <LargePicture key={shot.id} photo={shot} alt={shot.words} />
        <figcaption>{shot.words}</figcaption>
      </figure>
    </Dialog>
  );
}

export function Photos({ shots }: { shots: readonly Shot[] }) {
  const [at, setAt] = useState<number | null>(null);
  if (shots.length === 0) return null;
  return (
    <>
      <div class="thumbs">
        {shots.map((shot, n) => (
          <button type="button" class="thumb" key={shot.id} aria-label={`${t('insights.photo_of', { n: n + 1, total: shots.length })}: ${shot.words}`} onClick={() => setAt(n)}>
            <ThumbPicture photo={shot} />
          </button>
        ))}
      </div>
      {at !== null && shots[at] && <Large shots={shots} at={at} onMove={setAt} />}
    </>
  );
}
