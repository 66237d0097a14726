/** The right pane: the chosen section as an auditor's phone shows it, with the real questions and the real score. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { formatTenths, localise, scoreVisit, walk, wantsComment, photosWanted, type Answer, type Definition, type Item, type ScoreCard, type Section, type Text } from '../../engine';
import { language, t } from '../../i18n';
import { QUESTION_VIEWS } from '../../questions';
import { Button, Chip, Icon, Select } from '../../ui';
import { playable } from './compile';
import { useStudio } from './studio-state';

type Given = Record<string, Answer>;
type Counts = Record<string, number>;
type Try = { answers: Given; photos: Counts };

const NOTHING: Try = { answers: {}, photos: {} };

function Guidance({ item }: { item: Item }) {
  const { guidance, good, poor } = item.question;
  const parts: [string, Text | null][] = [['', guidance], [t('visit.good'), good], [t('visit.poor'), poor]];
  const given = parts.filter(([, text]) => text !== null);
  if (given.length === 0) return null;
  return (
    <details class="guidance">
      <summary>
        <Icon name="info" size={18} />
        {t('visit.counts')}
      </summary>
      {given.map(([head, text]) => (
        <p key={head}>
          {head && <strong>{head}: </strong>}
          {localise(text, language.value)}
        </p>
      ))}
    </details>
  );
}

function Wanted({ item, onPhoto }: { item: Item; onPhoto: () => void }) {
  const missing = photosWanted(item) - item.photos;
  const pictured = item.question.type === 'photo';
  return (
    <div class="row">
      {(pictured || missing > 0 || item.photos > 0) && (
        <Button size="s" icon="camera" onClick={onPhoto}>
          {t('studio.preview_photo', { n: item.photos })}
        </Button>
      )}
      {missing > 0 && <Chip tone="warn">{t('studio.wants_photo', { n: missing })}</Chip>}
      {wantsComment(item) && <Chip tone="warn">{t('studio.wants_comment')}</Chip>}
    </div>
  );
}

type CardProps = { item: Item; place: number; count: number; chosen: boolean; name: string; onGive: (answer: Answer) => void; onPhoto: () => void };

function PreviewCard({ item, place, count, chosen, name, onGive, onPhoto }: CardProps) {
  const { question, answer } = item;
  const View = QUESTION_VIEWS[question.type];
  const label = localise(question.text, language.value) || t('studio.unnamed_question');
  return (
    <article class={`card question ${chosen ? 'preview-chosen' : ''}`} aria-label={label}>
      <p class="card-place">
        {t('visit.of', { n: place, total: count })}
        {!question.required && <span> · {t('visit.optional')}</span>}
      </p>
      <h3 class="preview-question">{label}</h3>
      <Guidance item={item} />
      <View
        key={`${question.type} ${JSON.stringify(question.options?.map((one) => one.id) ?? question.scale ?? '')}`}
        question={question}
        label={label}
        answer={answer.state === 'cleared' ? null : answer}
        disabled={false}
        zone="UTC"
        name={name}
        hasPhoto={item.photos > 0}
        onGive={onGive}
        onDraw={onPhoto}
      />
      <Wanted item={item} onPhoto={onPhoto} />
    </article>
  );
}

function Score({ card, definition, section }: { card: ScoreCard; definition: Definition; section: Section }) {
  const band = definition.scoring.bands.find((one) => one.id === card.band);
  const own = card.sections.find((one) => one.id === section.id);
  return (
    <div class="preview-score" role="status" aria-label={t('studio.preview_score')}>
      <strong class="figures">{formatTenths(card.overall.tenths, language.value)}</strong>
      {band && <span>{localise(band.label, language.value)}</span>}
      {card.outcome && <Chip tone={card.outcome === 'pass' ? 'good' : 'bad'}>{t(card.outcome === 'pass' ? 'studio.pass' : 'studio.fail')}</Chip>}
      {own && (
        <span class="small secondary figures">{t('studio.section_score', { score: formatTenths(own.score.tenths, language.value) })}</span>
      )}
    </div>
  );
}

/** While it is being written a draft may hold what no engine can score; then the cards stand without a score. */
function scored(definition: Definition, { answers, photos }: Try): { card: ScoreCard | null; items: Item[] } {
  try {
    const whole = playable(definition);
    return { card: scoreVisit(whole, answers, photos), items: walk(whole, answers, photos) };
  } catch {
    return { card: null, items: [] };
  }
}

export function Preview() {
  const studio = useStudio();
  const definition = studio.definition.value;
  const at = studio.at.value;
  const [section, setSection] = useState(0);
  const [tried, setTried] = useState<Try>(NOTHING);
  useEffect(() => {
    if (at.section !== null) setSection(at.section);
  }, [at.section]);
  const shownSection = definition.sections[Math.min(section, definition.sections.length - 1)];
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const card = body.current?.querySelector<HTMLElement>('.preview-chosen');
    if (card && body.current) body.current.scrollTop = card.offsetTop - body.current.offsetTop - 16;
  }, [at.section, at.question]);
  if (!shownSection) return <p class="secondary preview-empty">{t('studio.preview_empty')}</p>;
  const { card, items } = scored(definition, tried);
  const index = definition.sections.indexOf(shownSection);
  const shown = items.filter((item) => item.section === shownSection && item.state !== 'hidden');
  const hidden = shownSection.questions.length - shown.length;
  const chosen = at.section === index && at.question !== null ? shownSection.questions[at.question] : null;
  const give = (id: string, answer: Answer): void => setTried((old) => ({ ...old, answers: { ...old.answers, [id]: answer } }));
  const photo = (id: string): void => setTried((old) => ({ ...old, photos: { ...old.photos, [id]: (old.photos[id] ?? 0) + 1 } }));
  const sections = definition.sections.map((one, n) => ({ value: String(n), label: localise(one.title, language.value) || t('studio.unnamed_section') }));
  return (
    <section class="studio-preview" aria-label={t('studio.preview')}>
      <div class="phone">
        <div class="phone-head">
          <Select label={t('studio.preview')} value={String(index)} options={sections} onInput={(value) => setSection(Number(value))} />
          {card && tried !== NOTHING && <Score card={card} definition={definition} section={shownSection} />}
          {tried === NOTHING && <p class="secondary">{t('studio.preview_tap')}</p>}
        </div>
        <div class="phone-body" ref={body} tabIndex={0} role="group" aria-label={t('studio.preview_questions')}>
          {shownSection.intro && <p class="secondary">{localise(shownSection.intro, language.value)}</p>}
          {shown.map((item, place) => (
            <PreviewCard
              key={item.question.id || place}
              item={item}
              place={place + 1}
              count={shown.length}
              chosen={item.question === chosen}
              name={`studio/${studio.draft.id}/${item.question.id}`}
              onGive={(answer) => give(item.question.id, answer)}
              onPhoto={() => photo(item.question.id)}
            />
          ))}
          {hidden > 0 && <p class="small secondary">{t('studio.preview_hidden', { n: hidden })}</p>}
        </div>
        <div class="phone-foot">
          <Button size="s" kind="quiet" icon="undo" onClick={() => setTried(NOTHING)}>
            {t('studio.preview_again')}
          </Button>
        </div>
      </div>
    </section>
  );
}
