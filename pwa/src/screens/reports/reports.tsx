import { api } from '../../api/client';
import type { VisitSummary } from '../../api/types';
import { usePages } from '../../api/use-pages';
import { formatDate, t } from '../../i18n';
import { Button, Card, EmptyState, Header, SkeletonCards, Table, type Column } from '../../ui';
import { Score } from '../parts/score';
import { underName } from '../parts/place';
import { Trouble } from '../parts/trouble';

function columns(): Column<VisitSummary>[] {
  return [
    {
      id: 'centre',
      title: t('reports.col_centre'),
      head: true,
      cell: (visit) => (
        <a href={`/reports/${visit.id}`}>
          {visit.centre.name}
          <span class="two-lines">{underName(visit.centre)}</span>
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
  const { items, next, problem, loading, more, reload } = usePages<VisitSummary>('reports', (query) =>
    api.GET('/api/v1/visits', { params: { query: { ...query, status: 'approved' } } }),
  );
  return (
    <>
      <Header title={t('reports.title')} />
      <div class="page page-wide">
        <Trouble problem={problem} onRetry={reload} />
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
              <Table caption={t('reports.list')} captionHidden columns={columns()} rows={items} keyOf={(visit) => visit.id} />
            </Card>
          </>
        )}
        {next && (
          <div class="row">
            <Button busy={loading} onClick={more}>
              {t('show_more')}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}
