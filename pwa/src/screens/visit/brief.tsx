/** One screen to read in the car park: who you are, what you say, what to remember, what to photograph. */
import { useEffect, useState } from 'preact/hooks';
import { formatBytes, t } from '../../i18n';
import { navigate } from '../../router';
import { askToKeep, readSpace } from '../../store/space';
import { changed } from '../../sync';
import { Banner, Button, Card, Dock, Header, Icon, later, Ring } from '../../ui';
import { townOf } from '../parts/place';
import { Alerts } from './alerts';
import { Elsewhere, useFreshLease } from './elsewhere';
import { placeOf, showroomState } from './on-site';
import type { OpenVisit } from './open-visit';
import { sectionOf, sectionPath, toDo, visibleSections, visitProgress } from './progress';
import { Facts, Scenario } from './scenario';
import { SectionRow } from './section-dock';
import { SyncChip } from './sync-chip';
import { WithVisit } from './use-visit';

const Returned = later<{ visit: OpenVisit }>(() => import('./returned').then((m) => m.Returned));
const PositionAsk = later<{ account: string }>(() => import('./photo-position-ask').then((m) => m.PositionAsk));
const BriefClocks = later<{ visit: OpenVisit }>(() => import('./follow-card').then((m) => m.BriefClocks));

/** How far each section is, once something is answered. */
function Sections({ visit }: { visit: OpenVisit }) {
  const { done } = visitProgress(visit);
  if (done === 0) return null;
  return (
    <section>
      <h2 class="group-title">{t('check.sections')}</h2>
      <Card class="section-rows card-flush">
        {visibleSections(visit).map((section) => (
          <SectionRow key={section.id} visit={visit} section={section} here={false} />
        ))}
      </Card>
    </section>
  );
}

/** The room left in bytes where it is too little to begin; looked at again when the person comes back from clearing up. */
function useTooLittleSpace(visit: OpenVisit): number | null {
  const [free, set] = useState<number | null>(null);
  useEffect(() => {
    const look = (): void => void readSpace().then((space) => set(space.enough ? null : space.free));
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  const begun = visitProgress(visit).done > 0 || visit.visit.value.status === 'in_progress';
  return visit.editable.value && !begun ? free : null;
}

async function acceptVisit(visit: OpenVisit): Promise<void> {
  const { account, id } = visit;
  await visit.change({ status: 'accepted' }, { kind: 'accept', account, visit_id: id, subject: id, stamp: 'accept' });
  void changed();
}

/** The first question that was sent back, else the first open one, else the beginning. */
export function startPath(visit: OpenVisit): string {
  const now = visit.visit.value;
  const returned = now.status === 'returned' ? now.returns.at(-1)?.items[0]?.question_id : undefined;
  const target = returned ?? (toDo(visit, visit.open.value)[0] ?? visit.open.value[0])?.question_id;
  const section = target ? sectionOf(visit, target) : undefined;
  if (section && visitProgress(visit).done > 0) return sectionPath(visit.id, section.id, target);
  return sectionPath(visit.id, visibleSections(visit)[0]?.id ?? '');
}

async function begin(visit: OpenVisit): Promise<void> {
  if (visit.visit.value.status === 'planned') await acceptVisit(visit);
  // Who notes times by hand has not arrived just because the checklist is opened.
  if (visit.times.value.arrived_at === null && visit.editable.value && !visit.noted.value) await visit.setTime('arrived', new Date().toISOString());
  void askToKeep();
  navigate(startPath(visit));
}

/** In the showroom the phone shows plain notes; when somebody arrived is theirs to tap. */
async function goIn(visit: OpenVisit): Promise<void> {
  if (visit.visit.value.status === 'planned') await acceptVisit(visit);
  void askToKeep();
  navigate(`/visits/${visit.id}/notes`);
}

function BriefDock({ visit, blocked }: { visit: OpenVisit; blocked: boolean }) {
  const { done } = visitProgress(visit);
  const words = !visit.editable.value ? 'brief.look' : done > 0 ? 'brief.go_on' : 'brief.begin';
  const state = showroomState(visit);
  const there = state === 'there';
  return (
    <Dock label={t('visit.dock')}>
      {!there && (done > 0 ? <Button href={`/visits/${visit.id}/check`}>{t(visit.editable.value || visit.elsewhere.value ? 'visit.check' : 'brief.result')}</Button> : <SyncChip short />)}
      {state && (
        <Button class="brief-there" kind={there ? 'primary' : 'secondary'} disabled={blocked} onClick={() => void goIn(visit)}>
          {t(placeOf(visit.definition) === 'showroom' ? 'brief.showroom' : 'brief.on_site')}
        </Button>
      )}
      <Button kind={there ? 'secondary' : 'primary'} disabled={blocked} onClick={() => void begin(visit)}>
        {t(there ? 'brief.checklist' : words)}
      </Button>
    </Dock>
  );
}

/** What is open here is kept here, with its checklist. */
function Ready() {
  return (
    <p class="ready-line">
      <Icon name="check" size={18} />
      {t('brief.ready')}
    </p>
  );
}

function Body({ visit }: { visit: OpenVisit }) {
  const now = visit.visit.value;
  const { done, total } = visitProgress(visit);
  const free = useTooLittleSpace(visit);
  useFreshLease(visit);
  return (
    <>
      <Header
        title={now.centre.name}
        overline={[townOf(now.centre), now.checklist.title].filter(Boolean).join(' · ')}
        back="/visits"
        trailing={done > 0 && <Ring size={48} value={done} total={total} label={t('visit.progress', { done, total })} />}
      />
      <div class="page brief">
        <Alerts />
        <Elsewhere visit={visit} />
        {visit.visit.value.status === 'returned' && <Returned visit={visit} />}
        {free !== null && (
          <Banner tone="bad" title={t('brief.low_space')}>
            {t('brief.low_space_text', { free: formatBytes(free) })}
          </Banner>
        )}
        {now.status === 'planned' && (
          <Button icon="check" block onClick={() => void acceptVisit(visit)}>
            {t('brief.accept')}
          </Button>
        )}
        {visit.editable.value && visit.clocks.value.length > 0 && <BriefClocks visit={visit} />}
        <Sections visit={visit} />
        <Scenario visit={now} />
        <Facts visit={visit} />
        {visit.editable.value && 'geolocation' in navigator && <PositionAsk account={visit.account} />}
        <Ready />
      </div>
      <BriefDock visit={visit} blocked={free !== null} />
    </>
  );
}

export function Brief({ id }: { id: string }) {
  return (
    <WithVisit id={id} title={t('brief.title')}>
      {(visit) => <Body visit={visit} />}
    </WithVisit>
  );
}
