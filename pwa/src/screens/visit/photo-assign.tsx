/** Where a photo without a question belongs: to a question, or to the visit as a whole. */
import { useState } from 'preact/hooks';
import { entryOf, localise, photosWanted, type Item } from '../../engine';
import { language, t } from '../../i18n';
import type { PhotoRow } from '../../store/schema';
import { Button, Icon, Sheet, toast } from '../../ui';
import type { OpenVisit } from './open-visit';
import { changePhoto } from './photo-changes';
import './photo-more.css';
import './photo-words';

/** A signature is drawn, never photographed. */
function takesPhotos({ state, question }: Item): boolean {
  return state !== 'hidden' && question.type !== 'signature' && question.photo.max > 0;
}

/** Sections, in a repeated one each of its entries apart. */
function grouped(items: readonly Item[]): [string, Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const entry = entryOf(item.key);
    const name = localise(item.section.title, language.value) + (entry === null ? '' : ` · ${parseInt(entry, 10)}`);
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return [...groups];
}

function Choice({ item, onChoose }: { item: Item; onChoose: (key: string) => void }) {
  const wanted = photosWanted(item) > item.photos;
  const full = item.photos >= item.question.photo.max;
  return (
    <button type="button" class="assign-row" disabled={full} onClick={() => onChoose(item.key)}>
      <span>
        {wanted && <span class="assign-wanted">{t('visit.photo_needed', { n: 1 })}</span>}
        {full && <span class="assign-full">{t('loose.full')}</span>}
        {localise(item.question.text, language.value)}
      </span>
      <Icon name="next" />
    </button>
  );
}

interface AssignProps {
  visit: OpenVisit;
  photo: PhotoRow;
  onDone: () => void;
}

function put({ visit, photo, onDone }: AssignProps, fields: Pick<PhotoRow, 'question_id' | 'general'>): void {
  const { question_id, general } = photo;
  void changePhoto(visit, photo, fields);
  toast(t(fields.general ? 'loose.kept' : 'loose.assigned'), { undo: () => void changePhoto(visit, { ...photo, ...fields }, { question_id, general }) });
  onDone();
}

export function keepGeneral(visit: OpenVisit, photo: PhotoRow): void {
  put({ visit, photo, onDone: () => undefined }, { question_id: null, general: true });
}

export function AssignSheet(props: AssignProps & { onClose: () => void }) {
  const groups = grouped(props.visit.items.value.filter(takesPhotos));
  return (
    <Sheet open onClose={props.onClose} title={t('loose.which')}>
      {groups.map(([name, items]) => (
        <section key={name} class="assign-group">
          <h3 class="group-title">{name}</h3>
          {items.map((item) => (
            <Choice key={item.key} item={item} onChoose={(key) => put(props, { question_id: key, general: false })} />
          ))}
        </section>
      ))}
    </Sheet>
  );
}

export function Assign(props: AssignProps) {
  const [open, setOpen] = useState(false);
  const { photo } = props;
  return (
    <div class="assign">
      <Button kind="primary" size="s" onClick={() => setOpen(true)}>
        {t('loose.assign')}
      </Button>
      {photo.general ? (
        <p class="secondary">{t('loose.is_general')}</p>
      ) : (
        <Button size="s" onClick={() => put(props, { question_id: null, general: true })}>
          {t('loose.general')}
        </Button>
      )}
      {open && <AssignSheet {...props} onClose={() => setOpen(false)} />}
    </div>
  );
}
