/** Photos that were taken first and get their question later; who submits has to say of each where it belongs. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import type { PhotoRow } from '../../store/schema';
import { Button, Card } from '../../ui';
import type { OpenVisit } from './open-visit';
import { deletePhoto } from './photo-changes';
import { AssignSheet, keepGeneral } from './photo-assign';
import { PhotoView } from './photo-view';
import { Thumb } from './thumb';
import './photo-more.css';
import './photo-words';

interface LooseProps {
  visit: OpenVisit;
  photos: readonly PhotoRow[];
}

function Shown({ visit, photos, open, onShow }: LooseProps & { open: string | null; onShow: (id: string | null) => void }) {
  const photo = photos.find((one) => one.id === open);
  return photo ? <PhotoView visit={visit} photo={photo} photos={photos} title={t('loose.title', { n: photos.length })} onShow={onShow} /> : null;
}

/** All of them in a row, a tap opens one; on the check those that were kept as they are. */
export function LooseStrip({ visit, photos, general }: LooseProps & { general?: boolean }) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Card as="section" class="loose">
      <h2 class="group-title">{t(general ? 'loose.generals' : 'loose.title', { n: photos.length })}</h2>
      <div class="loose-row">
        {photos.map((photo, index) => (
          <button type="button" class="thumb-button" key={photo.id} aria-label={t('loose.one', { n: index + 1 })} onClick={() => setOpen(photo.id)}>
            <Thumb photo={photo} />
          </button>
        ))}
      </div>
      {!general && <p class="secondary">{t('loose.text')}</p>}
      <Shown visit={visit} photos={photos} open={open} onShow={setOpen} />
    </Card>
  );
}

/** Before submitting: one line a photo with the three ways it can go. */
export function LooseOpen({ visit, photos }: LooseProps) {
  const [open, setOpen] = useState<string | null>(null);
  const [assigning, setAssigning] = useState<PhotoRow | null>(null);
  const end = (): void => setAssigning(null);
  return (
    <section id="loose" tabIndex={-1}>
      <h2 class="group-title">{t('loose.open')}</h2>
      <Card class="loose">
        <p class="secondary">{t('loose.open_text')}</p>
        {photos.map((photo, index) => (
          <div class="loose-line" key={photo.id} role="group" aria-label={t('loose.one', { n: index + 1 })}>
            <button type="button" class="thumb-button" aria-label={t('loose.one', { n: index + 1 })} onClick={() => setOpen(photo.id)}>
              <Thumb photo={photo} />
            </button>
            <div class="loose-ways">
              <Button size="s" kind="primary" onClick={() => setAssigning(photo)}>
                {t('loose.assign_short')}
              </Button>
              <Button size="s" onClick={() => keepGeneral(visit, photo)}>
                {t('loose.general_short')}
              </Button>
              <Button size="s" icon="trash" label={t('visit.delete_photo')} onClick={() => void deletePhoto(visit, photo)} />
            </div>
          </div>
        ))}
      </Card>
      <Shown visit={visit} photos={photos} open={open} onShow={setOpen} />
      {assigning && <AssignSheet visit={visit} photo={assigning} onClose={end} onDone={end} />}
    </section>
  );
}
