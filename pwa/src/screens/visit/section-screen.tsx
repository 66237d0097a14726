/** The questions of one section in one scrolling list. A tap redraws its card, the ring and the dock, never the list. */
import { useEffect, useRef } from 'preact/hooks';
import { entryOf, localise, type Section } from '../../engine';
import { language, t } from '../../i18n';
import { route } from '../../router';
import { Banner, Header, Ring } from '../../ui';
import { Alerts } from './alerts';
import { Cards } from './cards';
import { byKey } from './entries';
import { NextDown, SectionDock } from './section-dock';
import { Elsewhere } from './elsewhere';
import type { OpenVisit } from './open-visit';
import { LoosePhotos, QuickPhoto } from './photo-quick';
import { sectionProgress } from './progress';
import { cardId, showCard } from './show-card';
import { WithVisit } from './use-visit';

function SectionRing({ visit, section }: { visit: OpenVisit; section: Section }) {
  const { done, total } = sectionProgress(visit, section);
  return <Ring size={48} value={done} total={total} label={t('visit.progress', { done, total })} />;
}

/** To the question named in the address: from an open item, or back from the camera. In a blank entry only the first one is there. */
function useJump(section: Section): void {
  const { hash } = route.value;
  useEffect(() => {
    if (!hash.startsWith('#q-')) return;
    const key = decodeURIComponent(hash.slice(3));
    const target = document.getElementById(cardId(key)) ?? document.getElementById(cardId(byKey(section, entryOf(key) ?? '')));
    if (target) showCard(target);
  }, [hash, section.id]);
}

/** Fetched after the page is drawn, as is the page that comes after the last section: nobody swipes or scrolls far before that. */
function useAfterwards(visit: OpenVisit, section: Section) {
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let stop: (() => void) | null | undefined;
    void import('./afterwards').then(({ afterwards }) => stop !== null && page.current && (stop = afterwards(page.current, visit, section)), () => undefined);
    void import('./check-screen').catch(() => undefined);
    return () => {
      stop?.();
      stop = null;
    };
  }, [visit, section]);
  return page;
}

function Locked({ visit }: { visit: OpenVisit }) {
  if (visit.editable.value) return null;
  if (visit.elsewhere.value) return <Elsewhere visit={visit} />;
  return <Banner tone="info">{t(visit.submitting.value ? 'visit.locked_waiting' : 'visit.locked_sent')}</Banner>;
}

function Body({ visit, section }: { visit: OpenVisit; section: Section }) {
  useJump(section);
  const page = useAfterwards(visit, section);
  return (
    <>
      <Header
        title={localise(section.title, language.value)}
        overline={visit.visit.value.centre.name}
        back={`/visits/${visit.id}`}
        trailing={<SectionRing visit={visit} section={section} />}
      />
      <div class="page section-page" ref={page}>
        <Alerts />
        <Locked visit={visit} />
        {section.intro && <p class="secondary">{localise(section.intro, language.value)}</p>}
        <LoosePhotos visit={visit} />
        <Cards visit={visit} section={section} />
        <QuickPhoto visit={visit} />
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
