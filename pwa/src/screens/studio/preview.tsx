/** The right pane: the chosen section as an auditor's phone shows it, with the real questions and the real score. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { formatTenths, localise, type Answer, type Definition, type ScoreCard, type Section } from '../../engine';
import { language, t } from '../../i18n';
import { now } from '../../questions';
import { Button, Chip, Select } from '../../ui';
import { useBitByBit } from './bit-by-bit';
import { languagesOf } from './document';
import { PreviewCard } from './preview-card';
import { useStudio, type Studio } from './studio-state';
import { addEntry, entriesIn, NOTHING, outcomeOf, removeEntry, type Entry, type Try } from './trying';

function Score({ card, definition, section }: { card: ScoreCard; definition: Definition; section: Section }) {
  const band = definition.scoring.bands.find((one) => one.id === card.band);
  const own = card.sections.find((one) => one.id === section.id);
  return (
    <div class="preview-score" role="status" aria-label={t('studio.preview_score')}>
      <strong class="figures">{formatTenths(card.overall.tenths, language.value)}</strong>
      {band && <span>{localise(band.label, language.value)}</span>}
      {card.outcome && <Chip tone={card.outcome === 'pass' ? 'good' : 'bad'}>{t(card.outcome === 'pass' ? 'studio.pass' : 'studio.fail')}</Chip>}
      {own && <span class="small secondary figures">{t('studio.section_score', { score: formatTenths(own.score.tenths, language.value) })}</span>}
    </div>
  );
}

function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(language.value, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** The checklist's languages, where there are several. */
function Spoken() {
  const studio = useStudio();
  const languages = languagesOf(studio.doc.value);
  if (languages.length < 2) return null;
  const own = languages.includes(language.value) ? language.value : languages[0];
  const options = languages.map((code) => ({ value: code, label: languageName(code) }));
  return <Select label={t('studio.preview_language')} value={studio.spoken.value ?? own ?? ''} options={options} onInput={(code) => (studio.spoken.value = code)} />;
}

type Given = { onGive: (name: string, answer: Answer) => void; onPhoto: (name: string) => void };
type EntryProps = Given & { entry: Entry; place: number; section: Section; chosen: string | null; draft: string; onRemove: (entry: string) => void };

function EntryCards({ entry, place, section, chosen, draft, onRemove, ...given }: EntryProps) {
  const at = entry.cards.findIndex((card) => card.question.id === chosen);
  const drawn = useBitByBit(`${section.id} ${entry.id}`, entry.cards.length, at);
  const cards = entry.cards.map((card, index) => (
    <PreviewCard key={card.name} {...card} {...given} place={index + 1} count={entry.cards.length} chosen={index === at} drawn={drawn(index)} draft={draft} />
  ));
  const { id } = entry;
  if (id === null) return <>{cards}</>;
  const title = `${localise(section.repeat?.label ?? null, language.value)} ${place}`;
  return (
    <section class="preview-entry" aria-label={title}>
      <div class="row row-between">
        <h2>{title}</h2>
        {entry.removable && <Button kind="quiet" size="s" icon="trash" label={t('studio.remove_of', { what: title })} onClick={() => onRemove(id)} />}
      </div>
      {cards}
    </section>
  );
}

/** Shows the chosen question once it is there; typing in it moves nothing. */
function useChosenInView(chosen: string | null, ready: unknown) {
  const body = useRef<HTMLDivElement>(null);
  const seen = useRef<string | null>(null);
  useEffect(() => {
    const card = chosen === seen.current ? null : body.current?.querySelector<HTMLElement>('.preview-chosen');
    if (!card || !body.current) return;
    seen.current = chosen;
    // Cards out of sight have a guessed height until they are near: look again when they are drawn.
    const show = (): void => void (body.current && (body.current.scrollTop = card.offsetTop - body.current.offsetTop - 16));
    show();
    requestAnimationFrame(show);
  }, [chosen, ready]);
  return body;
}

function useTrying(definition: Definition) {
  const [tried, setTried] = useState<Try>(NOTHING);
  const outcome = useMemo(() => outcomeOf(definition, tried, new Date(now.peek())), [definition, tried]);
  const given = useRef<Given>({
    onGive: (name, answer) => setTried((old) => ({ ...old, answers: { ...old.answers, [name]: answer } })),
    onPhoto: (name) => setTried((old) => ({ ...old, photos: { ...old.photos, [name]: (old.photos[name] ?? 0) + 1 } })),
  }).current;
  return { tried, setTried, outcome, given };
}

/** The section in hand; with the whole checklist chosen it stays the one before. */
function useSection(studio: Studio, definition: Definition): [index: number, show: (index: number) => void] {
  const at = studio.settledAt.value;
  const [section, setSection] = useState(at.section ?? 0);
  useEffect(() => {
    if (at.section !== null) setSection(at.section);
  }, [at.section]);
  return [Math.min(section, definition.sections.length - 1), setSection];
}

export function Preview() {
  const studio = useStudio();
  const definition = studio.definition.value;
  const at = studio.settledAt.value;
  const [index, setSection] = useSection(studio, definition);
  const { tried, setTried, outcome, given } = useTrying(definition);
  const section = definition.sections[index];
  const chosen = at.section === index && at.question !== null ? (section?.questions[at.question]?.id ?? null) : null;
  const body = useChosenInView(chosen, definition);
  if (!section) return <p class="secondary preview-empty">{t('studio.preview_empty')}</p>;
  const entries = entriesIn(section, outcome, tried);
  const walked = outcome.items.filter((item) => item.section === section);
  const unseen = walked.filter((item) => item.state === 'hidden');
  const waiting = unseen.filter((item) => item.question.clock).length;
  const hidden = unseen.length - waiting;
  const sections = definition.sections.map((one, n) => ({ value: String(n), label: localise(one.title, language.value) || t('studio.unnamed_section') }));
  const begun = tried !== NOTHING;
  return (
    <section class="studio-preview" aria-label={t('studio.preview')}>
      <div class="phone">
        <div class="phone-head">
          <div class="phone-choices">
            <Select label={t('studio.preview')} value={String(index)} options={sections} onInput={(value) => setSection(Number(value))} />
            <Spoken />
          </div>
          {outcome.card && begun && <Score card={outcome.card} definition={definition} section={section} />}
          {!begun && <p class="secondary">{t('studio.preview_tap')}</p>}
        </div>
        <div class="phone-body" ref={body} tabIndex={0} role="group" aria-label={t('studio.preview_questions')}>
          {section.intro && <p class="secondary">{localise(section.intro, language.value)}</p>}
          {entries.map((entry, place) => (
            <EntryCards
              key={`${section.id} ${entry.id}`}
              {...given}
              entry={entry}
              place={place + 1}
              section={section}
              chosen={chosen}
              draft={studio.draft.id}
              onRemove={(one) => setTried((old) => removeEntry(section, old, one))}
            />
          ))}
          {section.repeat && <AddEntry section={section} full={entries.length >= section.repeat.max} onAdd={() => setTried((old) => addEntry(section, old, outcome))} />}
          {waiting > 0 && <p class="small secondary">{t('studio.preview_waits', { n: waiting })}</p>}
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

function AddEntry({ section, full, onAdd }: { section: Section; full: boolean; onAdd: () => void }) {
  if (full) return <p class="secondary">{t('studio.preview_full', { n: section.repeat?.max ?? 0 })}</p>;
  return (
    <Button icon="plus" onClick={onAdd}>
      {t('studio.preview_add', { name: localise(section.repeat?.label ?? null, language.value) })}
    </Button>
  );
}
