/** One question: its words, its control, its photos, its comment. It redraws only when its own answer, photos or visibility change. */
import type { ReadonlySignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { checkAnswer, entryOf, isExpired, localise, type Question, type Reason } from '../../engine';
import { language, t } from '../../i18n';
import { Guidance, QUESTION_VIEWS, type Given } from '../../questions';
import { storeDead } from '../../store/db';
import { Banner, Button, later, toast } from '../../ui';
import { buzz } from '../parts/comfort';
import { Comment } from './comment';
import { isBy } from './entries';
import type { OpenVisit } from './open-visit';
import { addDrawing } from './photo-actions';
import { PhotoButtons, PhotoNeeded, Thumbs } from './photo-strip';
import { cardId, entryId } from './show-card';

const Offers = later<{ visit: OpenVisit; question: Question; onGive: (given: Given) => void }>(() =>
  import('../discreet/offers').then((m) => m.Offers),
);

interface CardProps {
  visit: OpenVisit;
  question: Question;
  sectionId: string;
  /** Place among the questions shown now, in the section or in its entry. */
  places: ReadonlySignal<ReadonlyMap<string, { n: number; total: number }>>;
}

function reasonWords(question: Question, reason: Reason): string {
  if (reason === 'too_low') return t('visit.too_low', { n: question.min ?? 0 });
  if (reason === 'too_high') return t('visit.too_high', { n: question.max ?? '' });
  if (reason === 'too_many_decimals') return t('visit.too_many_decimals', { n: question.decimals ?? 0 });
  if (reason === 'outside_window') return t('visit.outside_window');
  if (reason === 'too_long') return t('visit.too_long', { n: question.max_length ?? 0 });
  return t('visit.invalid');
}

/** An answer that costs points, and the lower two fifths of a scale, are where the reviewer wants to know more. */
function isPoor(question: Question, value: unknown): boolean {
  if (!question.scored) return false;
  if (question.type === 'yes_no') {
    const points = (question.options ?? []).map((option) => option.points);
    return (question.options?.find((option) => option.id === value)?.points ?? 0) < Math.max(...points);
  }
  if (question.type !== 'scale' || typeof value !== 'number' || !question.scale) return false;
  return value - question.scale.min <= 0.4 * (question.scale.max - question.scale.min);
}

function Head({ visit, question, places, label }: CardProps & { label: string }) {
  const answer = visit.cards.answer(question.id).value;
  const place = places.value.get(question.id) ?? { n: 1, total: 1 };
  const clear = (): void => {
    if (!answer) return;
    const { state, value } = answer;
    void visit.set(question, { state: 'cleared', value: null });
    const undo = (): void => void visit.set(question, { state, value });
    toast(t('visit.cleared'), isExpired(value) ? {} : { undo });
  };
  // Without the answer that says what it is about an entry is gone: the entry's own menu removes it.
  const given = answer !== null && answer.state !== 'cleared' && !isBy(visit, question.id);
  return (
    <div class="card-head">
      <p class="card-place">
        {t('visit.of', place)}
        {!question.required && <span> · {t('visit.optional')}</span>}
      </p>
      {given && visit.editable.value && (
        <Button kind="quiet" size="s" class="card-clear" label={t('visit.clear_of', { question: label })} onClick={clear}>
          {t('clear')}
        </Button>
      )}
    </div>
  );
}

function Returned({ visit, question }: { visit: OpenVisit; question: Question }) {
  const { returned } = visit.cards.view(question.id).value;
  if (returned === null) return null;
  return (
    <Banner tone="warn" title={t('visit.returned_reason')}>
      {returned}
    </Banner>
  );
}

/** A time that was noted on the way is not typed twice; only cards that ask for one look at the notes. */
function wantsOffers(visit: OpenVisit, { id, type, clock }: Question): boolean {
  const asksTime = type === 'timestamp' || (type === 'duration' && !clock);
  const state = visit.cards.answer(id).value?.state ?? 'cleared';
  return asksTime && state === 'cleared' && visit.editable.value && (visit.noted.value || visit.times.value.left_at !== null);
}

function Control({ visit, question, label }: { visit: OpenVisit; question: Question; label: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const answer = visit.cards.answer(question.id).value;
  const photos = visit.cards.photos(question.id).value;
  const View = QUESTION_VIEWS[question.type];
  const give = (given: Given): void => {
    const reason = checkAnswer(question, given);
    setProblem(reason ? reasonWords(question, reason) : null);
    if (reason) return;
    buzz();
    visit.set(question, given).catch(() => toast(t('visit.not_saved'), { tone: 'bad' }));
  };
  return (
    <>
      <View
        question={question}
        label={label}
        answer={answer}
        disabled={!visit.editable.value}
        zone={visit.zone.value}
        name={`${visit.id}/${question.id}`}
        hasPhoto={photos.length > 0}
        clock={question.clock && visit.clocks.value.find((clock) => clock.key === question.id)}
        onGive={give}
        onDraw={(png) => void addDrawing(visit, question.id, png)}
      />
      {wantsOffers(visit, question) && <Offers visit={visit} question={question} onGive={give} />}
      {problem && (
        <p class="field-error" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

/** A photo of a time stamp says nothing: there the buttons appear only where the checklist asks for one. */
const PICTURED = new Set(['yes_no', 'single_choice', 'multiple_choice', 'scale', 'number', 'photo']);

function takesPhotos({ type, photo }: Question): boolean {
  return type !== 'signature' && photo.max > 0 && (PICTURED.has(type) || photo.min > 0 || photo.when !== null);
}

function Evidence({ visit, question, sectionId, label }: CardProps & { label: string }) {
  const { wantsComment, photosWanted, state } = visit.cards.view(question.id).value;
  const answer = visit.cards.answer(question.id).value;
  const photos = visit.cards.photos(question.id).value;
  const [asked, setAsked] = useState(false);
  const strip = { visit, question, sectionId, label };
  const isPhoto = question.type === 'photo';
  const missing = isPhoto && state === 'unanswered' ? Math.max(1, question.photo.min) : photosWanted - photos.length;
  if (isBy(visit, question.id) && state === 'unanswered') return null;
  const poor = answer?.state === 'answered' && isPoor(question, answer.value);
  const commented = asked || wantsComment || Boolean(answer?.comment) || poor;
  const waived = Boolean(answer?.waiver) && photos.length === 0;
  const takes = visit.editable.value && takesPhotos(question) && photos.length < question.photo.max && missing <= 0 && !waived && !storeDead.value;
  return (
    <>
      {visit.editable.value && (missing > 0 || waived) && question.type !== 'signature' && <PhotoNeeded {...strip} missing={missing} />}
      <div class="evidence">
        {takes && <PhotoButtons {...strip} needed={false} />}
        <Thumbs visit={visit} photos={photos} label={label} />
        {!commented && visit.editable.value && !isExpired(answer?.value) && (
          <Button size="s" class="evidence-comment" onClick={() => setAsked(true)}>
            {t('visit.comment')}
          </Button>
        )}
      </div>
      {commented && <Comment visit={visit} question={question} needed={wantsComment} poor={poor} wanted={asked} />}
    </>
  );
}

export function QuestionCard(props: CardProps) {
  const { visit, question } = props;
  const label = localise(question.text, language.value);
  const id = cardId(question.id);
  const entry = entryOf(question.id);
  const Heading = entry === null ? 'h2' : 'h3';
  const names = entry === null ? `${id}-text` : `${id}-text ${entryId(entry)}`;
  return (
    <article class="card question" id={id} data-question={question.id} aria-labelledby={names} tabIndex={-1}>
      <Head {...props} label={label} />
      <Heading class="question-text" id={`${id}-text`}>
        {label}
      </Heading>
      <Returned visit={visit} question={question} />
      <Guidance question={question} />
      <Control visit={visit} question={question} label={label} />
      <Evidence {...props} label={label} />
    </article>
  );
}
