/** The cards of a section, in groups where it is repeated. A tap redraws its card, never the list. */
import { computed, type ReadonlySignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { entryOf, type Question, type Section } from '../../engine';
import { t } from '../../i18n';
import { route } from '../../router';
import { later } from '../../ui';
import { asked, groupsOf, type Group } from './entries';
import type { EntriesProps } from './entry';
import type { OpenVisit } from './open-visit';
import { QuestionCard } from './question-card';

/** A section this long is drawn in two steps; most have a dozen questions and are not. */
const LONG = 30;
const FIRST = 8;

const WaitingClock = later<{ visit: OpenVisit; question: Question }>(() => import('./waiting-clock').then((m) => m.WaitingClock));
const Entries = later<EntriesProps>(() => import('./entry').then((m) => m.Entries));

type Places = ReadonlySignal<ReadonlyMap<string, { n: number; total: number }>>;

/** The same list as long as no card appears or goes. */
function useGroups(visit: OpenVisit, section: Section): ReadonlySignal<readonly Group[]> {
  return useMemo(() => {
    let last: readonly Group[] = [];
    return computed(() => {
      const next = groupsOf(visit, section);
      return JSON.stringify(next) === JSON.stringify(last) ? last : (last = next);
    });
  }, [visit, section]);
}

function numbered(groups: readonly Group[]): Map<string, { n: number; total: number }> {
  return new Map(
    groups.flatMap(({ cards }) => {
      const counted = cards.filter((card) => !card.waits);
      return counted.map(({ key }, index) => [key, { n: index + 1, total: counted.length }] as const);
    }),
  );
}

/** What fits on the screen is drawn first; the rest follows once that can be seen. A question named in the address is not waited for. */
function useFirstThenAll(total: number): number {
  const [all, setAll] = useState(total <= LONG || route.peek().hash !== '');
  useEffect(() => {
    if (all) return;
    const frame = requestAnimationFrame(() => setTimeout(() => setAll(true)));
    return () => cancelAnimationFrame(frame);
  }, [all]);
  return all ? Infinity : FIRST;
}

/** The same element object tells Preact that nothing of a card has changed. */
function useCards(visit: OpenVisit, section: Section, places: Places): (card: Group['cards'][number]) => VNode | null {
  return useMemo(() => {
    const made = new Map<string, VNode>();
    return ({ key, waits }) => {
      const question = visit.placeOf(key)?.question;
      if (!question) return null;
      const name = `${key}${waits}`;
      const own = asked(question, entryOf(key));
      const card = made.get(name) ?? (
        waits ? <WaitingClock key={name} visit={visit} question={own} /> : <QuestionCard key={name} visit={visit} question={own} sectionId={section.id} places={places} />
      );
      made.set(name, card);
      return card;
    };
  }, [visit, section, places]);
}

export function Cards({ visit, section }: { visit: OpenVisit; section: Section }) {
  const groups = useGroups(visit, section);
  const places = useMemo(() => computed(() => numbered(groups.value)), [groups]);
  const card = useCards(visit, section, places);
  let left = useFirstThenAll(groups.value.reduce((sum, group) => sum + group.cards.length, 0));
  const drawn = groups.value.map((group) => {
    const some = group.cards.slice(0, left).map(card);
    left -= some.length;
    return some;
  });
  if (!section.repeat) return drawn.length > 0 ? <>{drawn}</> : <p>{t('visit.nothing_here')}</p>;
  return <Entries visit={visit} section={section} groups={groups.value} drawn={drawn} />;
}
