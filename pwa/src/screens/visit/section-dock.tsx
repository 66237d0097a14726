/** The bar under the thumb while scoring: state, all sections, the next open question, the next section. */
import { useState } from 'preact/hooks';
import { localise, type Section } from '../../engine';
import { language, t } from '../../i18n';
import { navigate } from '../../router';
import { Button, Card, Dock, Icon, later, Ring } from '../../ui';
import { canWait } from './follow-up';
import type { OpenVisit } from './open-visit';
import { sectionOf, sectionPath, sectionProgress, stepFrom, toDo } from './progress';
import { cardId, showCard } from './show-card';
import { SyncChip } from './sync-chip';

/** The next open question below the middle of the screen, else the first one of the section. */
function nextOpenHere(visit: OpenVisit, section: Section): HTMLElement | null {
  const ids = toDo(visit, sectionProgress(visit, section).open).map((item) => item.question_id);
  const cards = ids.map((id) => document.getElementById(cardId(id))).filter((card) => card !== null);
  const below = cards.find((card) => card.getBoundingClientRect().top > 90);
  return below ?? cards[0] ?? null;
}

function goNextOpen(visit: OpenVisit, section: Section): void {
  const card = nextOpenHere(visit, section);
  if (card) return showCard(card);
  const other = toDo(visit, visit.open.value)[0];
  const home = other && sectionOf(visit, other.question_id);
  if (home) navigate(sectionPath(visit.id, home.id, other.question_id));
}

const SectionSheet = later<SheetProps>(() => import('./section-sheet').then((m) => m.SectionSheet));

export interface SheetProps {
  visit: OpenVisit;
  here: Section;
  onClose: () => void;
}

/** Where "next" leads: the section after this one, or the check after the last. */
function nextOf(visit: OpenVisit, section: Section): { path: string; title: string; last: boolean } {
  const next = stepFrom(visit, section, 1);
  if (!next) return { path: `/visits/${visit.id}/check`, title: t('visit.check'), last: true };
  return { path: sectionPath(visit.id, next.id), title: localise(next.title, language.value), last: false };
}

export function SectionDock({ visit, section }: { visit: OpenVisit; section: Section }) {
  const [sheet, setSheet] = useState(false);
  const next = nextOf(visit, section);
  const open = visit.editable.value && toDo(visit, sectionProgress(visit, section).open).length > 0;
  const words = next.last ? t('visit.check') : t('visit.next_section');
  return (
    <Dock label={t('visit.dock')}>
      <div class="section-dock">
        <SyncChip short />
        <Button icon="list" label={t('visit.sections')} onClick={() => setSheet(true)} />
        {open || canWait(visit) ? (
          <>
            {open ? (
              <Button kind="primary" onClick={() => goNextOpen(visit, section)}>
                {t('visit.next_open')}
              </Button>
            ) : (
              <Button kind="primary" href={`/visits/${visit.id}/check`}>
                {t('check.wait')}
              </Button>
            )}
            <Button icon={next.last ? 'check' : 'next'} label={words} href={next.path} />
          </>
        ) : (
          <Button kind="primary" href={next.path}>
            {words}
          </Button>
        )}
      </div>
      {sheet && <SectionSheet visit={visit} here={section} onClose={() => setSheet(false)} />}
    </Dock>
  );
}

/** At the end of the list, where the thumb is when everything above is done. */
export function NextDown({ visit, section }: { visit: OpenVisit; section: Section }) {
  const next = nextOf(visit, section);
  return (
    <Card href={next.path} class="next-down">
      <span>{next.last ? next.title : t('visit.next_section_is', { title: next.title })}</span>
      <Icon name="next" />
    </Card>
  );
}

/** What must still be answered; else what may. */
function restWords(open: number, left: number): string {
  if (open > 0) return t('visit.open_n', { n: open });
  return left > 0 ? t('visit.complete_optional', { n: left }) : t('visit.complete');
}

export function SectionRow({ visit, section, here }: { visit: OpenVisit; section: Section; here: boolean }) {
  const { done, total, open } = sectionProgress(visit, section);
  return (
    <a class="section-row" href={sectionPath(visit.id, section.id)} aria-current={here ? 'page' : undefined}>
      <Ring value={done} total={total} label={t('visit.progress', { done, total })} />
      <span class="section-row-words">
        <strong>{localise(section.title, language.value)}</strong>
        <span class="secondary">{restWords(open.length, total - done)}</span>
      </span>
      <Icon name="next" />
    </a>
  );
}
