/** The right column: the score card, its sections beside last time, the facts of the visit, the notes and the trail. */
import { localise, type Definition, type ScoreCard } from '../../engine';
import type { Visit } from '../../api/types';
import { formatDate, formatDateTime, language, t, type TextKey } from '../../i18n';
import { Banner, Card } from '../../ui';
import { Outcome, percent, Status } from '../parts/score';
import { nameOf } from './entries';
import { completedWords, OnSite } from './on-site';
import { Rescores } from './rescores';
import { Trail } from './trail';

type SideProps = { visit: Visit; definition: Definition; before: Visit | null };

function Reasons({ card, visit, definition }: { card: ScoreCard; visit: Visit; definition: Definition }) {
  if (card.reasons.length === 0) return null;
  return (
    <ul class="stack stack-8 reasons">
      {card.reasons.map((reason) => (
        <li key={reason.code + reason.id}>
          {t(`review.reason_${reason.code}` as TextKey, { name: nameOf(definition, visit, reason.id) })}
        </li>
      ))}
    </ul>
  );
}

function Total({ visit, definition }: { visit: Visit; definition: Definition }) {
  const card = visit.score_card;
  if (!card) return <p class="secondary">{t('review.score_none')}</p>;
  const band = definition.scoring.bands.find((one) => one.id === card.band);
  const { counts } = card;
  return (
    <>
      <div class="row">
        <strong class="total figures">{percent(card.overall.tenths)}</strong>
        <Outcome outcome={card.outcome} />
      </div>
      {band && <p class="total-band">{localise(band.label, language.value)}</p>}
      <Reasons card={card} visit={visit} definition={definition} />
      {card.delight.tenths !== null && <p>{t('review.delight_line', { score: percent(card.delight.tenths) })}</p>}
      <p class="small secondary">
        {t(`review.mode_${card.mode}`)}.{' '}
        {t('review.base', { scored: counts.scored, na: counts.not_applicable, unseen: counts.not_observed })}
        {card.renormalised && `. ${t('review.renormalised')}`}
      </p>
      {visit.score_agrees === false && (
        <Banner tone="warn">
          {t('review.disagrees', { phone: percent(visit.client_score?.tenths), server: percent(card.overall.tenths) })}
        </Banner>
      )}
    </>
  );
}

function Sections({ visit, definition, before }: SideProps) {
  const card = visit.score_card;
  if (!card) return null;
  const old = new Map(before?.score_card?.sections.map((section) => [section.id, section.score.tenths]));
  return (
    <Card as="section" aria-labelledby="side-sections">
      <h2 id="side-sections">{t('review.sections')}</h2>
      <p class="small secondary">
        {before
          ? `${t('review.earlier_visit', { when: formatDate(before.visited_on ?? before.submitted_at, before.centre.time_zone) })}: ${percent(before.score_card?.overall.tenths)}`
          : t('review.earlier_none')}
      </p>
      <ul class="sections">
        {card.sections.map((section) => (
          <li key={section.id}>
            <div class="section-line">
              <span>{nameOf(definition, visit, section.id)}</span>
              <strong class="figures">{percent(section.score.tenths)}</strong>
            </div>
            <Bar now={section.score.tenths} old={old.get(section.id) ?? null} missed={section.gate_passed === false} />
            {section.gate_passed === false && <p class="small item-lost">{t('review.gate_missed')}</p>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The bar is this visit, the tick the visit before; both are said in figures beside it. */
function Bar({ now, old, missed }: { now: number | null; old: number | null; missed: boolean }) {
  const width = (tenths: number) => `${Math.min(100, Math.max(0, tenths / 10))}%`;
  return (
    <div class={`bar ${missed ? 'bar-missed' : ''}`} aria-hidden="true">
      {now !== null && <span style={{ width: width(now) }} />}
      {old !== null && <i style={{ insetInlineStart: width(old) }} title={percent(old)} />}
    </div>
  );
}

function Facts({ visit }: { visit: Visit }) {
  const zone = visit.centre.time_zone;
  const facts: [TextKey, string | null | undefined][] = [
    ['review.fact_auditor', visit.auditor?.name],
    ['review.fact_arrived', visit.arrived_at && formatDateTime(visit.arrived_at, zone)],
    ['review.fact_left', visit.left_at && formatDateTime(visit.left_at, zone)],
    ['notes.completed', completedWords(visit)],
    ['review.fact_submitted', visit.submitted_at && formatDateTime(visit.submitted_at, zone)],
    ['review.fact_decided', visit.decided_at && formatDateTime(visit.decided_at, zone)],
    ['review.fact_wave', visit.wave?.name],
    ['review.fact_checklist', `${visit.checklist.title}, ${t('review.fact_version', { n: visit.checklist.number })}`],
  ];
  return (
    <Card as="section" aria-labelledby="side-facts">
      <div class="row row-between">
        <h2 id="side-facts">{t('review.facts')}</h2>
        <Status status={visit.status} />
      </div>
      <dl class="facts">
        {facts.map(([key, value]) => value && (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {visit.review?.note && (
        <blockquote class="item-comment">
          <p class="small secondary">{t('review.note_from', { who: visit.review.reviewer_name })}</p>
          {visit.review.note}
        </blockquote>
      )}
    </Card>
  );
}

export function Side({ visit, definition, before, onDone }: SideProps & { onDone: (visit: Visit) => void }) {
  return (
    <div class="desk-side">
      <Card as="section" aria-labelledby="side-score">
        <div class="stack stack-8">
          <h2 id="side-score">{t('review.score')}</h2>
          <Total visit={visit} definition={definition} />
        </div>
      </Card>
      <Rescores visit={visit} onDone={onDone} />
      <Sections visit={visit} definition={definition} before={before} />
      <Facts visit={visit} />
      <OnSite visit={visit} />
      <Trail visit={visit} definition={definition} />
    </div>
  );
}
