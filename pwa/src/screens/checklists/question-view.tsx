/** One question of a published version, as it was written: what is asked, what it is worth, when it is asked. */
import { localise, type Clock, type Question } from '../../engine';
import { formatNumber, language, t } from '../../i18n';
import { spanWords } from '../../questions/span';
import { Chip } from '../../ui';

type Worth = { label: string; points: number };

function points(n: number): string {
  return t('lists.points', { n: Number.isInteger(n) ? n : formatNumber(n, 1) });
}

function worthOf(question: Question): Worth[] {
  const say = language.value;
  if (question.options) return question.options.map((one) => ({ label: localise(one.label, say), points: one.points }));
  if (question.bands)
    return question.bands.map((band) => ({
      label: band.up_to === null ? t('lists.over') : t('lists.up_to', { n: question.type === 'duration' ? spanWords(band.up_to) : formatNumber(band.up_to) }),
      points: band.points,
    }));
  return [];
}

function scaleText(question: Question): string | null {
  if (!question.scale) return null;
  const { min, max, labels } = question.scale;
  const end = (value: number) => {
    const label = labels[String(value)];
    return label ? `${value} ${localise(label, language.value)}` : String(value);
  };
  return `${end(min)} – ${end(max)}`;
}

function Marks({ question }: { question: Question }) {
  const { photo, comment } = question;
  return (
    <div class="row question-marks">
      <Chip mark="none">{t(`lists.type_${question.type}`)}</Chip>
      {question.critical && <Chip tone="bad">{t('review.critical')}</Chip>}
      {question.kind === 'delight' && <Chip tone="accent">{t('review.delight')}</Chip>}
      {!question.required && <Chip mark="none">{t('lists.optional')}</Chip>}
      {question.scored && question.weight !== 1 && <Chip mark="none">{t('lists.weight', { n: formatNumber(question.weight, 1) })}</Chip>}
      {question.visible_if && <Chip mark="ring">{t('lists.condition')}</Chip>}
      {photo.min > 0 && <Chip mark="square">{photo.when ? t('lists.photo_when') : t('lists.photo', { n: photo.min })}</Chip>}
      {comment.when && <Chip mark="square">{t('lists.comment_when')}</Chip>}
    </div>
  );
}

/** Since when it counts, for how long, and who stops it. */
function ClockLine({ clock, textOf }: { clock: Clock; textOf: (id: string) => string }) {
  const params = { start: textOf(clock.start), opens: spanWords(clock.opens), closes: spanWords(clock.closes) };
  return (
    <p class="secondary">
      {t(clock.opens > 0 ? 'lists.clock_window' : 'lists.clock', params)} {t(`lists.clock_${clock.contact}`)}
    </p>
  );
}

type ViewProps = { question: Question; number: number; textOf: (id: string) => string };

export function QuestionView({ question, number, textOf }: ViewProps) {
  const say = language.value;
  const scale = scaleText(question);
  return (
    <li class="question-view">
      <span class="small secondary figures">{number}</span>
      <div class="stack stack-8">
        <p>{localise(question.text, say)}</p>
        <Marks question={question} />
        {question.clock && <ClockLine clock={question.clock} textOf={textOf} />}
        {worthOf(question).length > 0 && (
          <ul class="worth">
            {worthOf(question).map((one) => (
              <li key={one.label}>
                <span>{one.label}</span>
                {question.scored && <span class="figures secondary">{points(one.points)}</span>}
              </li>
            ))}
          </ul>
        )}
        {scale && <p class="secondary">{scale}</p>}
        {question.guidance && (
          <details class="small">
            <summary>{t('lists.guidance')}</summary>
            <p>{localise(question.guidance, say)}</p>
          </details>
        )}
      </div>
    </li>
  );
}
