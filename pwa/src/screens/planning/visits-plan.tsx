/** Every visit one may see, with filters in the address. */
import { useState } from 'preact/hooks';
import { api } from '../../api/client';
import type { VisitStatus, VisitSummary } from '../../api/types';
import { t, type TextKey } from '../../i18n';
import { route, setQuery } from '../../router';
import { Button, Card, Chip, EmptyState, Header, Segments, Select, SkeletonCards, Table, TextField, type Column } from '../../ui';
import { Score, Status } from '../parts/score';
import { AsOf, SeenTrouble } from '../parts/as-of';
import { UnderName, useHere } from '../parts/here';
import { me } from '../../sync/session';
import { useSeen } from '../parts/seen';
import { useSeenPages } from '../parts/seen-pages';
import { loadChoices } from './choices';
import { isPast, windowText } from './window';
import './planning.css';

const GROUPS = {
  open: ['planned', 'accepted', 'in_progress', 'awaiting_follow_up'],
  review: ['submitted', 'returned'],
  done: ['approved'],
  ended: ['cancelled', 'void'],
} as const satisfies Record<string, readonly VisitStatus[]>;
type Group = keyof typeof GROUPS;
const GROUP_NAMES = Object.keys(GROUPS) as Group[];

/** What has not been visited has no score to show. */
function columns(group: Group, here: ReadonlySet<string> | null): Column<VisitSummary>[] {
  const all: Column<VisitSummary>[] = [
    {
      id: 'centre',
      title: t('plan.col_centre'),
      head: true,
      cell: (visit) => (
        <a href={`/plan/${visit.id}`}>
          {visit.centre.name}
          <UnderName visit={visit} here={here} />
        </a>
      ),
    },
    {
      id: 'window',
      title: t('plan.col_window'),
      cell: (visit) => (
        <span>
          {windowText(visit)}
          {isPast(visit) && (
            <span class="two-lines plan-late">
              <Chip tone="bad">{t('plan.late')}</Chip>
            </span>
          )}
        </span>
      ),
    },
    { id: 'auditor', title: t('plan.col_auditor'), cell: (visit) => visit.auditor?.name ?? '–' },
    {
      id: 'checklist',
      minor: true,
      title: t('plan.col_checklist'),
      cell: (visit) => (
        <span>
          {visit.checklist.title}
          {visit.wave && <span class="two-lines">{visit.wave.name}</span>}
        </span>
      ),
    },
    { id: 'status', title: t('plan.col_status'), cell: (visit) => <Status status={visit.status} /> },
    { id: 'score', title: t('plan.col_score'), cell: (visit) => visit.score && <Score score={visit.score} /> },
  ];
  return group === 'open' ? all.filter((column) => column.id !== 'score') : all;
}

function Filters({ group, find, onFind }: { group: Group; find: string; onFind: (text: string) => void }) {
  const { data } = useSeen('plan-choices', loadChoices);
  const query = route.value.query;
  const options = (all: TextKey, rows: readonly { id: string; name: string }[]) => [
    { value: '', label: t(all) },
    ...rows.map((row) => ({ value: row.id, label: row.name })),
  ];
  return (
    <div class="stack stack-8">
      <Segments
        size="s"
        class="segments-fit plan-groups"
        label={t('plan.show')}
        options={GROUP_NAMES.map((id) => ({ id, label: t(`plan.show_${id}`) }))}
        value={group}
        onChange={(id) => setQuery({ show: id === 'open' ? null : id })}
      />
      <div class="toolbar">
        <TextField type="search" label={t('plan.find')} value={find} onInput={onFind} />
        {(data?.areas.length ?? 0) > 1 && (
          <Select label={t('plan.area')} value={query.get('area_id') ?? ''} options={options('plan.area_all', data?.areas ?? [])} onInput={(area_id) => setQuery({ area_id })} />
        )}
        {(data?.waves.length ?? 0) > 0 && (
          <Select label={t('plan.wave')} value={query.get('wave_id') ?? ''} options={options('plan.wave_all', data?.waves ?? [])} onInput={(wave_id) => setQuery({ wave_id })} />
        )}
        {me.value?.permissions.includes('centre.write') && (
          <Button size="s" kind="quiet" icon="pin" href="/people?show=centres">
            {t('centres.title')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** What is still to come reads best with the next one first; a list that goes on keeps the server's order. */
function inOrder(group: Group, visits: VisitSummary[] | null, goesOn: boolean): VisitSummary[] | null {
  if (group !== 'open' || goesOn || !visits) return visits;
  return [...visits].sort((a, b) => a.window_from.localeCompare(b.window_from));
}

function Empty({ group, filtered }: { group: Group; filtered: boolean }) {
  if (filtered) return <EmptyState icon="search" title={t('plan.empty_found')} />;
  const key = `plan.empty_${group}` as const;
  const action = group === 'open' && <Button kind="primary" href="/plan/new">{t('plan.new')}</Button>;
  return (
    <EmptyState icon="calendar" title={t(key)} action={action}>
      {t(`${key}_text` as TextKey)}
    </EmptyState>
  );
}

export function VisitsPlan() {
  const query = route.value.query;
  const asked = query.get('show') as Group | null;
  const group = asked && asked in GROUPS ? asked : 'open';
  const filters = { area_id: query.get('area_id') ?? undefined, wave_id: query.get('wave_id') ?? undefined };
  const [find, setFind] = useState('');
  const key = `plan-${group}-${filters.area_id}-${filters.wave_id}`;
  const seen = useSeenPages<VisitSummary>(key, (page) =>
    api.GET('/api/v1/visits', { params: { query: { ...page, ...filters, status: GROUPS[group].join(',') } } }),
  );
  const { items, next, problem, loading, more, reload } = seen;
  const here = useHere(seen.away);
  const wanted = find.trim().toLowerCase();
  const found = inOrder(group, items, next !== null)?.filter(({ centre }) => `${centre.name} ${centre.city} ${centre.code}`.toLowerCase().includes(wanted));
  const filtered = Boolean(wanted || filters.area_id || filters.wave_id);
  return (
    <>
      <Header
        overline={t('plan.title')}
        title={t('nav.plan')}
        trailing={
          <Button kind="primary" size="s" icon="plus" href="/plan/new">
            {t('plan.new')}
          </Button>
        }
      />
      <div class="page page-wide">
        <Filters group={group} find={find} onFind={setFind} />
        <AsOf seen={seen} />
        <SeenTrouble problem={problem} onRetry={reload} />
        {!items && !problem && <SkeletonCards count={6} height={64} />}
        {found?.length === 0 && <Empty group={group} filtered={filtered} />}
        {found && found.length > 0 && (
          <Card class="rows-link">
            <Table caption={t('plan.list')} captionHidden columns={columns(group, here)} rows={found} keyOf={(visit) => visit.id} />
          </Card>
        )}
        {next && (
          <div class="row">
            <Button busy={loading} disabled={seen.away} onClick={more}>
              {t('show_more')}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}
