/** One question of the preview, as the phone asks it. */
import { localise, type Answer } from '../../engine';
import { language, t } from '../../i18n';
import { Guidance, QUESTION_VIEWS } from '../../questions';
import { Button, Chip } from '../../ui';
import { kept } from './kept';
import type { Card } from './trying';

function Wanted({ question, photos, missing, comment, onPhoto }: Pick<Card, 'question' | 'photos' | 'missing' | 'comment'> & { onPhoto: () => void }) {
  if (question.type !== 'photo' && missing <= 0 && photos === 0 && !comment) return null;
  return (
    <div class="row">
      {(question.type === 'photo' || missing > 0 || photos > 0) && (
        <Button size="s" icon="camera" onClick={onPhoto}>
          {t('studio.preview_photo', { n: photos })}
        </Button>
      )}
      {missing > 0 && <Chip tone="warn">{t('studio.wants_photo', { n: missing })}</Chip>}
      {comment && <Chip tone="warn">{t('studio.wants_comment')}</Chip>}
    </div>
  );
}

type CardProps = Card & {
  place: number;
  count: number;
  chosen: boolean;
  /** Further down a long list only its words stand yet. */
  drawn: boolean;
  /** Names the draft, for a stopwatch that goes on between two taps. */
  draft: string;
  onGive: (name: string, answer: Answer) => void;
  onPhoto: (name: string) => void;
};

export const PreviewCard = kept(function PreviewCard({ place, count, chosen, drawn, draft, onGive, onPhoto, ...card }: CardProps) {
  const { name, question } = card;
  const label = localise(question.text, language.value) || t('studio.unnamed_question');
  return (
    <article class={`card question ${chosen ? 'preview-chosen' : ''}`} aria-label={label}>
      <p class="card-place">
        {t('visit.of', { n: place, total: count })}
        {!question.required && <span> · {t('visit.optional')}</span>}
      </p>
      <p class="preview-question">{label}</p>
      {drawn && (
        <>
          <Guidance question={question} />
          <Control {...card} label={label} draft={draft} onGive={(given) => onGive(name, given)} onPhoto={() => onPhoto(name)} />
          <Wanted {...card} onPhoto={() => onPhoto(name)} />
        </>
      )}
    </article>
  );
});

type ControlProps = Card & { label: string; draft: string; onGive: (answer: Answer) => void; onPhoto: () => void };

function Control({ name, question, answer, photos, clock, label, draft, onGive, onPhoto }: ControlProps) {
  const View = QUESTION_VIEWS[question.type];
  return (
      <View
        key={`${question.type} ${question.id} ${JSON.stringify(question.options?.map((one) => one.id) ?? question.scale ?? '')}`}
        question={question}
        label={label}
        answer={answer}
        disabled={false}
        zone="UTC"
        name={`studio/${draft}/${name}`}
        hasPhoto={photos > 0}
        clock={clock}
        onGive={onGive}
        onDraw={onPhoto}
      />
  );
}
