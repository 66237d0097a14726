/** The auditor's start: the visit to do now first and marked, then what comes, then what is sent. */
import { useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Item } from '../../engine';
import { t } from '../../i18n';
import type { VisitRow } from '../../store/schema';
import { fetching, fetchVisits, reachable, readVisits, visits } from '../../sync';
import { Button, Card, Chip, EmptyState, Header, later, SkeletonCards } from '../../ui';
import { townOf } from '../parts/place';
import { Alerts } from './alerts';
import { closesFirst, followClocks, observationOver, waiting, type Waiting } from './list-clocks';
import { Notices } from './notices';
import { SyncChip } from './sync-chip';
import { isSent, visitState, whenWords } from './visit-state';

const Reminders = later<{ rows: readonly VisitRow[]; items: Waiting }>(() => import('./clocks-reminders').then((m) => m.Reminders));
const ClockLines = later<{ items: readonly Item[] }>(() => import('./clock-lines').then((m) => m.ClockLines));

function byWindow(a: VisitRow, b: VisitRow): number {
  return a.visit.window_from < b.visit.window_from ? -1 : 1;
}

/** Newest first, what still waits to be sent before everything else. */
function bySubmission(a: VisitRow, b: VisitRow): number {
  return (a.visit.submitted_at ?? '9') > (b.visit.submitted_at ?? '9') ? -1 : 1;
}

/** Begun, of today, or late. */
function isNow({ visit }: VisitRow): boolean {
  const today = new Date(visit.window_from).toDateString() === new Date().toDateString();
  return visit.status === 'in_progress' || today || Date.parse(visit.window_from) <= Date.now();
}

/** It waits, and nothing is to be done. */
function isFollowing(row: VisitRow): boolean {
  return row.visit.status === 'awaiting_follow_up' && (!waiting.value.has(row.id) || closesFirst(row) !== undefined);
}

function byClosing(a: VisitRow, b: VisitRow): number {
  return (closesFirst(a) ?? '').localeCompare(closesFirst(b) ?? '');
}

interface Groups {
  returned: VisitRow[];
  now: VisitRow[];
  following: VisitRow[];
  coming: VisitRow[];
  sent: VisitRow[];
}

function grouped(rows: readonly VisitRow[]): Groups {
  const open = rows.filter((row) => !isSent(row)).sort(byWindow);
  const returned = open.filter((row) => row.visit.status === 'returned');
  const following = open.filter(isFollowing).sort(byClosing);
  const rest = open.filter((row) => row.visit.status !== 'returned' && !following.includes(row));
  const [now, coming] = [rest.filter(isNow), rest.filter((row) => !isNow(row))];
  return { returned, now, following, coming, sent: rows.filter(isSent).sort(bySubmission) };
}

function VisitCard({ row, highlight }: { row: VisitRow; highlight: boolean }) {
  const { visit } = row;
  const items = waiting.value.get(visit.id);
  const ended = !isSent(row) && observationOver(row);
  const state = visitState(row, ended || (visit.status === 'awaiting_follow_up' && !isFollowing(row)));
  return (
    <Card href={`/visits/${visit.id}`} highlight={highlight} class="visit-card">
      <p class="overline">{whenWords(row)}</p>
      <h3>{visit.centre.name}</h3>
      <div class="visit-card-foot">
        <span class="secondary">{townOf(visit.centre) ?? visit.checklist.title}</span>
        <Chip tone={state.tone} mark={state.mark}>
          {state.words}
        </Chip>
      </div>
      {items && <ClockLines items={items} />}
    </Card>
  );
}

function Group({ title, rows, first }: { title: string; rows: VisitRow[]; first: boolean }) {
  if (rows.length === 0) return null;
  return (
    <section class="visit-group" aria-label={title}>
      <h2 class="group-title">{title}</h2>
      {rows.map((row, index) => (
        <VisitCard key={row.id} row={row} highlight={first && index === 0} />
      ))}
    </section>
  );
}

function Nothing() {
  return (
    <EmptyState
      icon="calendar"
      title={t('visits.empty_title')}
      action={
        <Button busy={fetching.value} onClick={() => void fetchVisits({ force: true })}>
          {t('visits.look')}
        </Button>
      }
    >
      {t(reachable.value ? 'visits.empty' : 'visits.empty_offline')}
    </EmptyState>
  );
}

function Lists({ rows }: { rows: readonly VisitRow[] }) {
  const { returned, now, following, coming, sent } = grouped(rows);
  return (
    <>
      <Group title={t('visits.returned')} rows={returned} first />
      <Group title={t('visits.now')} rows={now} first={returned.length === 0} />
      <Group title={t('visits.following')} rows={following} first={false} />
      <Group title={t('visits.coming')} rows={coming} first={returned.length + now.length === 0} />
      <Group title={t('visits.sent')} rows={sent} first={false} />
    </>
  );
}

/** Where nothing runs and nothing came back, the part that reminds is not fetched. */
function mayRemind(row: VisitRow): boolean {
  return row.visit.status === 'returned' || waiting.value.has(row.id);
}

const NEXT_MS = 1_500;

/** The page a tap leads to is there before the tap, and not before the list; offline the service worker has it. */
function fetchNext(): () => void {
  const timer = setTimeout(() => void import('.').catch(() => undefined), NEXT_MS);
  return () => clearTimeout(timer);
}

export function VisitList() {
  useEffect(() => void readVisits().then(() => fetchVisits()), []);
  const rows = visits.value;
  useSignalEffect(followClocks);
  const some = rows !== null && rows.length > 0;
  useEffect(() => (some ? fetchNext() : undefined), [some]);
  const loading = rows === null || (rows.length === 0 && fetching.value);
  return (
    <>
      <Header overline={t('role.auditor')} title={t('visits.title')} trailing={<SyncChip />} />
      <div class="page visit-list">
        <Alerts />
        {rows?.some(mayRemind) && <Reminders rows={rows} items={waiting.value} />}
        {loading ? <SkeletonCards count={4} height={118} /> : rows.length === 0 ? <Nothing /> : <Lists rows={rows} />}
        <Notices />
      </div>
    </>
  );
}
