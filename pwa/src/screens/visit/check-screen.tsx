/** The last look before submitting: what is open, what each section scores, when the visit was, and the statement. */
import { useState } from 'preact/hooks';
import { formatTenths, localise, scoreVisit, type OpenItem, type ScoreCard } from '../../engine';
import { language, t } from '../../i18n';
import { spanWords, useNow } from '../../questions';
import { Banner, Button, Card, Checkbox, Chip, Dock, Header, Icon, later, Ring } from '../../ui';
import { Alerts } from './alerts';
import { Elsewhere } from './elsewhere';
import { entryTitle } from './entries';
import { canWait, isWaiting, observationEnded, waitForFollowUp } from './follow-up';
import type { OpenVisit } from './open-visit';
import { showUndecided, UndecidedPhotos, undecidedPhotos } from './photo-quick';
import { sectionOf, sectionPath, sectionProgress, toDo, visibleSections, visitProgress } from './progress';
import { SentState } from './sent-state';
import { submitVisit } from './submit';
import { SyncChip } from './sync-chip';
import { VisitTimes } from './visit-times';
import { WithVisit } from './use-visit';

const SHOWN = 8;

const FollowUp = later<{ visit: OpenVisit }>(() => import('./follow-card').then((m) => m.FollowUp));

/** What is open; a clock that may still be stopped is no gap yet. */
function OpenCode({ visit, item }: { visit: OpenVisit; item: OpenItem }) {
  const clock = item.code === 'unanswered' ? visit.clocks.value.find((one) => one.key === item.question_id) : undefined;
  if (!clock || clock.state === 'over') return <>{t(`check.${item.code}`)}</>;
  return <ClockLeft closes={clock.closes_at} />;
}

function ClockLeft({ closes }: { closes: string }) {
  return <>{t('check.clock', { span: spanWords((Date.parse(closes) - useNow()) / 1000) })}</>;
}

function OpenRow({ visit, item }: { visit: OpenVisit; item: OpenItem }) {
  const { section, question } = visit.placeOf(item.question_id) ?? {};
  if (!section || !question) return null;
  const entry = entryTitle(visit, item.question_id);
  return (
    <a class="open-row" href={sectionPath(visit.id, section.id, item.question_id)}>
      <span>
        <span class="open-row-code">
          {entry && `${entry}: `}
          <OpenCode visit={visit} item={item} />
        </span>
        {localise(question.text, language.value)}
      </span>
      <Icon name="next" />
    </a>
  );
}

function OpenItems({ visit }: { visit: OpenVisit }) {
  const [all, setAll] = useState(false);
  const items = visit.open.value;
  if (items.length === 0 && undecidedPhotos(visit).length > 0) return null;
  if (items.length === 0)
    return (
      <Banner tone="good" title={t('check.nothing_open')}>
        {t('check.nothing_open_text')}
      </Banner>
    );
  const shown = all ? items : items.slice(0, SHOWN);
  return (
    <section>
      <h2 class="group-title">{t('check.open_title', { n: items.length })}</h2>
      <Card class="card-flush">
        {shown.map((item) => (
          <OpenRow key={item.question_id + item.code} visit={visit} item={item} />
        ))}
        {shown.length < items.length && (
          <Button kind="quiet" block onClick={() => setAll(true)}>
            {t('check.more', { n: items.length - shown.length })}
          </Button>
        )}
      </Card>
    </section>
  );
}

function SectionScores({ visit, card }: { visit: OpenVisit; card: ScoreCard }) {
  const photos = visit.photos.value;
  return (
    <section>
      <h2 class="group-title">{t('check.sections')}</h2>
      <Card class="card-flush">
        {visibleSections(visit).map((section) => {
          const { done, total } = sectionProgress(visit, section);
          const count = photos.filter(({ question_id }) => question_id && sectionOf(visit, question_id) === section).length;
          const score = card.sections.find((one) => one.id === section.id)?.score.tenths ?? null;
          const scored = done > 0 ? formatTenths(score, language.value) : '–';
          return (
            <a class="section-row" key={section.id} href={sectionPath(visit.id, section.id)}>
              <Ring value={done} total={total} label={t('visit.progress', { done, total })} />
              <span class="section-row-words">
                <strong>{localise(section.title, language.value)}</strong>
                <span class="secondary">{t('check.photos', { n: count })}</span>
              </span>
              <strong class="figures">{scored}</strong>
            </a>
          );
        })}
      </Card>
    </section>
  );
}

function reasonName(visit: OpenVisit, id: string): string {
  const section = visit.definition.sections.find((one) => one.id === id);
  const words = localise(section?.title ?? visit.placeOf(id)?.question.text ?? null, language.value);
  return [entryTitle(visit, id), words].filter(Boolean).join(': ');
}

function Score({ visit, card }: { visit: OpenVisit; card: ScoreCard }) {
  const band = visit.definition.scoring.bands.find((one) => one.id === card.band);
  return (
    <Card as="section" class="score">
      <h2 class="overline">{t('check.score')}</h2>
      <p class="score-figure figures">{formatTenths(card.overall.tenths, language.value)}</p>
      <div class="row">
        {band && <Chip mark="none">{localise(band.label, language.value)}</Chip>}
        {card.outcome && (
          <Chip tone={card.outcome === 'pass' ? 'good' : 'bad'}>{t(card.outcome === 'pass' ? 'outcome.pass' : 'outcome.fail')}</Chip>
        )}
      </div>
      <ul class="score-reasons">
        {card.reasons.map(({ code, id }) => (
          <li key={id}>{t(`check.${code}`, { what: reasonName(visit, id) })}</li>
        ))}
      </ul>
      <p class="secondary">{t('check.provisional')}</p>
    </Card>
  );
}

const ATTEST = 'attest';

/** Asked for before anything is sent: the eye and the keyboard are led to it. */
function showAttest(): void {
  const card = document.getElementById(ATTEST);
  card?.scrollIntoView({ block: 'center' });
  card?.querySelector('input')?.focus({ preventScroll: true });
}

interface AttestProps {
  attested: boolean;
  asked: boolean;
  onChange: (on: boolean) => void;
}

function Attest({ attested, asked, onChange }: AttestProps) {
  return (
    <Card as="section" id={ATTEST} class="attest">
      <Checkbox checked={attested} onChange={onChange}>
        {t('check.attest')}
      </Checkbox>
      {asked && !attested && (
        <p class="field-error" role="alert">
          {t('check.attest_first')}
        </p>
      )}
      <p class="secondary">{t('check.what_happens')}</p>
    </Card>
  );
}

function SubmitDock({ visit, attested, onAsk }: { visit: OpenVisit; attested: boolean; onAsk: () => void }) {
  const [busy, setBusy] = useState(false);
  const submit = (): void => {
    if (!attested) return onAsk();
    setBusy(true);
    void submitVisit(visit).finally(() => setBusy(false));
  };
  const first = toDo(visit, visit.open.value)[0];
  // Nothing to do until something comes: a clock may still be stopped, or its auditor waits anyway.
  const rests = visit.open.value.length > 0 && (!first || (isWaiting(visit) && !observationEnded(visit)));
  const home = first && sectionOf(visit, first.question_id);
  return (
    <Dock label={t('visit.dock')}>
      <SyncChip short />
      {canWait(visit) ? (
        <Button kind="primary" onClick={() => void waitForFollowUp(visit).then(() => scrollTo(0, 0))}>
          {t('check.wait')}
        </Button>
      ) : rests ? (
        <Button kind="primary" href="/visits">
          {t('check.back')}
        </Button>
      ) : first && home ? (
        <Button kind="primary" href={sectionPath(visit.id, home.id, first.question_id)}>
          {t('visit.next_open')}
        </Button>
      ) : undecidedPhotos(visit).length > 0 ? (
        <Button kind="primary" onClick={showUndecided}>
          {t('visit.next_open')}
        </Button>
      ) : (
        <Button kind="primary" busy={busy} onClick={submit}>
          {t('check.submit')}
        </Button>
      )}
    </Dock>
  );
}

function NotHere({ visit }: { visit: OpenVisit }) {
  return (
    <div class="page">
      <Alerts />
      <Elsewhere visit={visit} />
    </div>
  );
}

function Check({ visit }: { visit: OpenVisit }) {
  const [attested, setAttested] = useState(false);
  const [asked, setAsked] = useState(false);
  const card = scoreVisit(visit.definition, visit.answers.value, visit.photoCounts.value);
  // Open questions count as missed: a figure shown before they are answered would only frighten.
  const unanswered = visit.open.value.some((item) => item.code === 'unanswered');
  return (
    <>
      <div class="page check-page">
        <Alerts />
        {(canWait(visit) || isWaiting(visit) || observationEnded(visit)) && <FollowUp visit={visit} />}
        <OpenItems visit={visit} />
        <UndecidedPhotos visit={visit} />
        {!unanswered && <Score visit={visit} card={card} />}
        <SectionScores visit={visit} card={card} />
        <VisitTimes visit={visit} />
        {visit.open.value.length + undecidedPhotos(visit).length === 0 && <Attest attested={attested} asked={asked} onChange={setAttested} />}
      </div>
      <SubmitDock visit={visit} attested={attested} onAsk={() => (setAsked(true), showAttest())} />
    </>
  );
}

function Body({ visit }: { visit: OpenVisit }) {
  const { done, total } = visitProgress(visit);
  return (
    <>
      <Header
        title={t(visit.editable.value || visit.submitting.value || visit.elsewhere.value ? 'check.title' : 'brief.result')}
        overline={visit.visit.value.centre.name}
        back={`/visits/${visit.id}`}
        trailing={<Ring size={48} value={done} total={total} label={t('visit.progress', { done, total })} />}
      />
      {visit.editable.value ? <Check visit={visit} /> : visit.elsewhere.value ? <NotHere visit={visit} /> : <SentState visit={visit} />}
    </>
  );
}

export function CheckScreen({ id }: { id: string }) {
  return (
    <WithVisit id={id} title={t('check.title')}>
      {(visit) => <Body visit={visit} />}
    </WithVisit>
  );
}
