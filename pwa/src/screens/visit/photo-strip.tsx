/** The photos of one question: two ways in (camera, from the phone), and what is there already. */
import { useRef, useState } from 'preact/hooks';
import type { Question } from '../../engine';
import { t } from '../../i18n';
import { useDraft } from '../../questions';
import { storeDead } from '../../store/db';
import type { PhotoRow } from '../../store/schema';
import { Button, Icon, type IconName } from '../../ui';
import { forgetCamera, noteCamera } from './camera';
import type { OpenVisit } from './open-visit';
import { addFiles } from './photo-actions';
import { PhotoView } from './photo-view';
import { Thumb } from './thumb';

export interface StripProps {
  visit: OpenVisit;
  question: Question;
  sectionId: string;
  label: string;
}

interface PickProps extends StripProps {
  capture: boolean;
  icon: IconName;
  words: string | null;
  spoken: string;
}

/** A label over a file field: the phone opens what it has for it. The place is written down before that happens. */
function Pick({ visit, question, sectionId, capture, icon, words, spoken }: PickProps) {
  const input = useRef<HTMLInputElement>(null);
  const chosen = (): void => {
    const files = [...(input.current?.files ?? [])];
    void addFiles(visit, question.id, files).finally(() => input.current && (input.current.value = ''));
  };
  return (
    <label class={`pick button button-s ${words ? '' : 'button-icon'}`}>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture={capture ? 'environment' : undefined}
        multiple={!capture}
        aria-label={spoken}
        onClick={() => noteCamera({ visit_id: visit.id, section_id: sectionId, question_id: question.id })}
        onCancel={forgetCamera}
        onChange={chosen}
      />
      <Icon name={icon} />
      {words && <span>{words}</span>}
    </label>
  );
}

export function PhotoButtons(props: StripProps & { needed: boolean }) {
  const { needed, label } = props;
  return (
    <>
      <Pick {...props} capture icon="camera" words={needed ? t('visit.camera') : t('visit.photo')} spoken={t('visit.photo_for', { question: label })} />
      <Pick
        {...props}
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
      {shown && <PhotoView visit={visit} photo={shown} title={label} onClose={() => setOpen(null)} />}
    </>
  );
}

/** The brass box: a photo is owed. It can be waived with a reason. */
export function PhotoNeeded(props: StripProps & { missing: number }) {
  const { visit, question, missing } = props;
  const waiver = visit.answer(question.id).value?.waiver ?? null;
  const [asking, setAsking] = useState(waiver !== null && waiver !== '');
  const draft = useDraft(waiver ?? '', (text) => void visit.set(question, { waiver: text.trim() || null }));
  return (
    <div class="needed" role="group" aria-label={t('visit.photo_needed', { n: missing })}>
      <p class="needed-words">
        <Icon name="camera" /> {t('visit.photo_needed', { n: missing })}
      </p>
      <div class="pair">{!storeDead.value && <PhotoButtons {...props} needed />}</div>
      {asking ? (
        <label class="field">
          <span class="field-label">{t('visit.no_photo_why')}</span>
          <input class="input" value={draft.text} maxLength={500} onInput={(event) => draft.type(event.currentTarget.value)} onBlur={draft.flush} />
        </label>
      ) : (
        <Button kind="quiet" size="s" onClick={() => setAsking(true)}>
          {t('visit.no_photo')}
        </Button>
      )}
    </div>
  );
}
