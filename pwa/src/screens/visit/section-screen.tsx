/** The questions of one section in one scrolling list. A tap redraws its card, the ring and the dock, never the list. */
import { computed, type ReadonlySignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { localise, type Section } from '../../engine';
import { language, t } from '../../i18n';
import { route } from '../../router';
import { Banner, Header, Ring } from '../../ui';
import { Alerts } from './alerts';
import { NextDown, SectionDock } from './section-dock';
import type { OpenVisit } from './open-visit';
import { sectionProgress } from './progress';
import { QuestionCard } from './question-card';
import { WithVisit } from './use-visit';

/** A section this long is drawn in two steps; most have a dozen questions and are not. */
const LONG = 30;
const FIRST = 8;

/** Where each question stands among those shown; the same map as long as none appears or goes. */
function usePlaces(visit: OpenVisit, section: Section): ReadonlySignal<Map<string, number>> {
  return useMemo(() => {
    let last = new Map<string, number>();
    return computed(() => {
      const shown = section.questions.filter(({ id }) => visit.view(id).value.state !== 'hidden').map(({ id }) => id);
      const same = shown.length === last.size && shown.every((id, index) => last.get(id) === index + 1);
      return same ? last : (last = new Map(shown.map((id, index) => [id, index + 1])));
    });
  }, [visit, section]);
}

function Cards({ visit, section, places }: { visit: OpenVisit; section: Section; places: ReadonlySignal<Map<string, number>> }) {
  // The same element object tells Preact that nothing of a card has changed.
  const cards = useMemo(
    () =>
      new Map<string, VNode>(
        section.questions.map((question) => [
          question.id,
          <QuestionCard key={question.id} visit={visit} question={question} sectionId={section.id} place={places} />,
        ]),
      ),
    [visit, section, places],
  );
  const ids = [...places.value.keys()];
  const count = useFirstThenAll(ids);
  if (ids.length === 0) return <p>{t('visit.nothing_here')}</p>;
  return <>{ids.slice(0, count).map((id) => cards.get(id))}</>;
}

/** What fits on the screen is drawn first; the rest follows once that can be seen. A question named in the address is not waited for. */
function useFirstThenAll(ids: readonly string[]): number {
  const [all, setAll] = useState(ids.length <= LONG || route.peek().hash !== '');
  useEffect(() => {
    if (all) return;
    const frame = requestAnimationFrame(() => setTimeout(() => setAll(true)));
    return () => cancelAnimationFrame(frame);
  }, [all]);
  return all ? ids.length : FIRST;
}

function SectionRing({ visit, section }: { visit: OpenVisit; section: Section }) {
  const { done, total } = sectionProgress(visit, section);
  return <Ring size={48} value={done} total={total} label={t('visit.progress', { done, total })} />;
}

/** To the question named in the address: from an open item, or back from the camera. */
function useJump(section: Section): void {
  const { hash } = route.value;
  useEffect(() => {
    const target = hash.startsWith('#q-') ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    if (target) showCard(target);
  }, [hash, section.id]);
}

/** Twice, because cards out of sight only know their height once they have been near it. */
export function showCard(card: HTMLElement): void {
  card.scrollIntoView({ block: 'start' });
  requestAnimationFrame(() => {
    card.scrollIntoView({ block: 'start' });
    card.focus({ preventScroll: true });
  });
}

function Locked({ visit }: { visit: OpenVisit }) {
  if (visit.editable.value) return null;
  return <Banner tone="info">{t(visit.submitting.value ? 'visit.locked_waiting' : 'visit.locked_sent')}</Banner>;
}

function Body({ visit, section }: { visit: OpenVisit; section: Section }) {
  const places = usePlaces(visit, section);
  useJump(section);
  return (
    <>
      <Header
        title={localise(section.title, language.value)}
        overline={visit.visit.value.centre.name}
        back={`/visits/${visit.id}`}
        trailing={<SectionRing visit={visit} section={section} />}
      />
      <div class="page section-page">
        <Alerts />
        <Locked visit={visit} />
        {section.intro && <p class="secondary">{localise(section.intro, language.value)}</p>}
        <Cards visit={visit} section={section} places={places} />
        <NextDown visit={visit} section={section} />
      </div>
      <SectionDock visit={visit} section={section} />
    </>
  );
}

export function SectionScreen({ id, section: sectionId }: { id: string; section: string }) {
  return (
    <WithVisit id={id} title={t('visit.sections')}>
      {(visit) => {
        const section = visit.definition.sections.find((one) => one.id === sectionId) ?? visit.definition.sections[0];
        return section ? <Body key={section.id} visit={visit} section={section} /> : null;
      }}
    </WithVisit>
  );
}
