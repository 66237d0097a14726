/** The clocks of one visit that are not decided yet: whom each waits for and how long, what closes first on top. */
import { localise, type RunningClock } from '../../engine';
import { formatDay, formatTime, language, t } from '../../i18n';
import { spanWords, useNow } from '../../questions';
import { Card, Icon } from '../../ui';
import { entryTitle } from './entries';
import type { OpenVisit } from './open-visit';
import { sectionOf, sectionPath } from './progress';
import './waiting-texts';

const OPEN = new Set(['early', 'running', 'over']);

function standing({ state, opens_at, closes_at }: RunningClock, now: number, zone: string): [string, string] {
  const span = (to: string): string => spanWords((Date.parse(to) - now) / 1000);
  const when = `${formatDay(closes_at, zone)}, ${formatTime(closes_at, zone)}`;
  if (state === 'over') return [t('follow.over'), t('follow.over_when', { when })];
  if (state === 'early') return [t('follow.opens', { span: span(opens_at) }), t('follow.closes', { when })];
  return [t('follow.left', { span: span(closes_at) }), t('follow.closes', { when })];
}

function ClockRow({ visit, clock }: { visit: OpenVisit; clock: RunningClock }) {
  const { section, question } = visit.placeOf(clock.key) ?? {};
  if (!section || !question) return null;
  const [span, when] = standing(clock, useNow(), visit.zone.value);
  return (
    <a class={`open-row clock-row clock-row-${clock.state}`} href={sectionPath(visit.id, sectionOf(visit, clock.key)?.id ?? '', clock.key)}>
      <span>
        <span class="open-row-code">{clock.state === 'over' ? span : `${t(`follow.waits_${clock.contact}`)}, ${span}`}</span>
        {[entryTitle(visit, clock.key), localise(question.text, language.value)].filter(Boolean).join(': ')}
        <span class="small secondary clock-row-when">{when}</span>
      </span>
      <Icon name="next" />
    </a>
  );
}

export function ClocksNow({ visit }: { visit: OpenVisit }) {
  const open = visit.clocks.value.filter(({ state }) => OPEN.has(state));
  if (open.length === 0) return null;
  const inOrder = [...open].sort((a, b) => a.closes_at.localeCompare(b.closes_at));
  return (
    <section>
      <h2 class="group-title">{t('follow.clocks')}</h2>
      <Card class="card-flush">
        {inOrder.map((clock) => (
          <ClockRow key={clock.key} visit={visit} clock={clock} />
        ))}
      </Card>
    </section>
  );
}
