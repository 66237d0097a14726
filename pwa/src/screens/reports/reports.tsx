import { api } from '../../api/client';
import type { VisitSummary } from '../../api/types';
import { formatDate, t } from '../../i18n';
import { me } from '../../sync/session';
import { Button, Card, EmptyState, Header, SkeletonCards, Table, type Column } from '../../ui';
import { Score } from '../parts/score';
import { AsOf, SeenTrouble } from '../parts/as-of';
import { UnderName, useHere } from '../parts/here';
import { useSeenPages } from '../parts/seen-pages';
import './texts';

function columns(here: ReadonlySet<string> | null): Column<VisitSummary>[] {
  return [
    {
      id: 'centre',
      title: t('reports.col_centre'),
      head: true,
      cell: (visit) => (
        <a href={`/reports/${visit.id}`}>
          {visit.centre.name}
          <UnderName visit={visit} here={here} />
        </a>
      ),
    },
    {
      id: 'visited',
      title: t('reports.col_visited'),
      cell: (visit) => formatDate(visit.visited_on ?? visit.decided_at, visit.centre.time_zone),
    },
    {
      id: 'checklist',
      minor: true,
      title: t('reports.col_checklist'),
      cell: (visit) => (
        <span>
          {visit.checklist.title}
          {visit.wave && <span class="two-lines">{visit.wave.name}</span>}
        </span>
      ),
    },
    { id: 'score', title: t('reports.col_score'), cell: (visit) => <Score score={visit.score} /> },
  ];
}

export function Reports() {
  const seen = useSeenPages<VisitSummary>('reports', (query) =>
    api.GET('/api/v1/visits', { params: { query: { ...query, status: 'approved' } } }),
  );
  const { items, next, problem, loading, more, reload } = seen;
  const here = useHere(seen.away);
  const mayMake = me.value?.permissions.includes('report.create') && !seen.away;
  return (
    <>
      <Header title={t('reports.title')} trailing={mayMake && <Button size="s" href="/reports/new">{t('order.link')}</Button>} />
      <div class="page page-wide">
        <AsOf seen={seen} />
        <SeenTrouble problem={problem} onRetry={reload} />
        {!items && !problem && <SkeletonCards count={6} height={64} />}
        {items?.length === 0 && (
          <EmptyState icon="report" title={t('reports.empty')}>
            {t('reports.empty_text')}
          </EmptyState>
        )}
        {items && items.length > 0 && (
          <>
            {!next && <p class="lead">{t('reports.sentence', { n: items.length })}</p>}
            <Card class="rows-link">
              <Table caption={t('reports.list')} captionHidden columns={columns(here)} rows={items} keyOf={(visit) => visit.id} />
            </Card>
          </>
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
