/** The auditor's start: the visit to do now first and marked, then what comes, then what is sent. */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Item } from '../../engine';
import { t } from '../../i18n';
import type { VisitRow } from '../../store/schema';
import { fetching, fetchVisits, reachable, readVisits, visits } from '../../sync';
import { Button, Card, Chip, EmptyState, Header, later, SkeletonCards } from '../../ui';
import { townOf } from '../parts/place';
import { Alerts } from './alerts';
import { Notices } from './notices';
import { SyncChip } from './sync-chip';
import { isSent, visitState, whenWords } from './visit-state';

const ClockLines = later<{ items: readonly Item[] }>(() => import('./clock-lines').then((m) => m.ClockLines));
/** By visit: its questions, where a clock may run. */
const waiting = signal<ReadonlyMap<string, readonly Item[]>>(new Map());

async function lookForClocks(rows: readonly VisitRow[]): Promise<void> {
  const begun = rows.filter((row) => !isSent(row) && row.visit.status !== 'planned');
  if (begun.length > 0) waiting.value = await (await import('./clock-lines')).lookForClocks(begun);
}

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

interface Groups {
  returned: VisitRow[];
  now: VisitRow[];
  coming: VisitRow[];
  sent: VisitRow[];
}

function grouped(rows: readonly VisitRow[]): Groups {
  const open = rows.filter((row) => !isSent(row)).sort(byWindow);
  const returned = open.filter((row) => row.visit.status === 'returned');
  const rest = open.filter((row) => row.visit.status !== 'returned');
  return { returned, now: rest.filter(isNow), coming: rest.filter((row) => !isNow(row)), sent: rows.filter(isSent).sort(bySubmission) };
}

function VisitCard({ row, highlight }: { row: VisitRow; highlight: boolean }) {
  const { visit } = row;
  const state = visitState(row);
  const clocks = waiting.value.get(visit.id);
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
      {clocks && <ClockLines items={clocks} />}
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
  const { returned, now, coming, sent } = grouped(rows);
  return (
    <>
      <Group title={t('visits.returned')} rows={returned} first />
      <Group title={t('visits.now')} rows={now} first={returned.length === 0} />
      <Group title={t('visits.coming')} rows={coming} first={returned.length + now.length === 0} />
      <Group title={t('visits.sent')} rows={sent} first={false} />
    </>
  );
}

export function VisitList() {
  useEffect(() => void readVisits().then(() => fetchVisits()), []);
  const rows = visits.value;
  useEffect(() => void lookForClocks(rows ?? []), [rows]);
  const loading = rows === null || (rows.length === 0 && fetching.value);
  return (
    <>
      <Header overline={t('role.auditor')} title={t('visits.title')} trailing={<SyncChip />} />
      <div class="page visit-list">
        <Alerts />
        <Notices />
        {loading ? <SkeletonCards count={4} height={118} /> : rows.length === 0 ? <Nothing /> : <Lists rows={rows} />}
      </div>
    </>
  );
}
