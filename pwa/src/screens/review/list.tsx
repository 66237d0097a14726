/** What waits for a decision, the oldest first; beside it what is with the auditors, and what is done. */
import { all, api } from '../../api/client';
import type { VisitStatus, VisitSummary } from '../../api/types';
import { formatAgo, formatDate, t, type TextKey } from '../../i18n';
import { route, setQuery } from '../../router';
import { Button, Card, Chip, EmptyState, Header, Segments, SkeletonCards, Table, type Column } from '../../ui';
import { Score } from '../parts/score';
import { AsOf, SeenTrouble } from '../parts/as-of';
import { UnderName, useHere } from '../parts/here';
import { useSeen } from '../parts/seen';
import { returnDue, reviewDue, type Due } from './due';

const SHOWS = ['submitted', 'returned', 'approved'] as const satisfies readonly VisitStatus[];
export type Show = (typeof SHOWS)[number];
const LATEST = 100;

/** Under this name a list is kept; the page of a visit looks for its neighbours there. */
export const reviewName = (show: Show): string => `review-${show}`;

async function loadVisits(show: Show): Promise<VisitSummary[]> {
  const found = await all<VisitSummary>(
    (query) => api.GET('/api/v1/visits', { params: { query: { ...query, status: show } } }),
    show === 'approved' ? LATEST : undefined,
  );
  const when = (visit: VisitSummary) => (show === 'approved' ? visit.decided_at : visit.submitted_at) ?? '';
  const order = show === 'approved' ? -1 : 1;
  return found.sort((a, b) => order * when(a).localeCompare(when(b)));
}

function DueCell({ due, zone }: { due: Due; zone: string }) {
  if (!due.at) return <span class="secondary">–</span>;
  if (due.late) return <Chip tone="bad">{t('review.overdue')}</Chip>;
  return (
    <span title={formatDate(due.at, zone)}>
      {due.urgent ? <Chip tone="warn">{formatAgo(due.at)}</Chip> : formatAgo(due.at)}
    </span>
  );
}

function whenColumn(show: Show): Column<VisitSummary> {
  if (show === 'approved')
    return { id: 'when', title: t('review.col_approved'), cell: (v) => formatDate(v.decided_at, v.centre.time_zone) };
  const due = show === 'submitted' ? reviewDue : returnDue;
  const title = t(show === 'submitted' ? 'review.col_due' : 'review.col_back_by');
  return { id: 'when', title, cell: (v) => <DueCell due={due(v)} zone={v.centre.time_zone} /> };
}

function columns(show: Show, here: ReadonlySet<string> | null): Column<VisitSummary>[] {
  return [
    {
      id: 'centre',
      title: t('review.col_centre'),
      head: true,
      cell: (v) => (
        <a href={`/review/${v.id}`}>
          {v.centre.name}
          <UnderName visit={v} here={here} />
        </a>
      ),
    },
    whenColumn(show),
    { id: 'submitted', minor: true, title: t('review.col_submitted'), cell: (v) => formatDate(v.submitted_at, v.centre.time_zone) },
    { id: 'auditor', minor: true, title: t('review.col_auditor'), cell: (v) => v.auditor?.name ?? '–' },
    {
      id: 'checklist',
      minor: true,
      title: t('review.col_checklist'),
      cell: (v) => (
        <span>
          {v.checklist.title}
          {v.wave && <span class="two-lines">{v.wave.name}</span>}
        </span>
      ),
    },
    { id: 'photos', minor: true, title: t('review.col_photos'), numeric: true, cell: (v) => v.photo_count },
    { id: 'score', title: t('review.col_score'), cell: (v) => <Score score={v.score} /> },
  ];
}

function sentence(show: Show, visits: readonly VisitSummary[]): string | null {
  if (show !== 'submitted') return null;
  if (visits.length === 0) return t('review.sentence_none');
  const waiting = t('review.sentence', { n: visits.length });
  const late = visits.filter((visit) => reviewDue(visit).late).length;
  if (late === visits.length) return t('review.sentence_all_late', { n: late, all: waiting });
  return late > 0 ? t('review.sentence_late', { n: late, all: waiting }) : waiting;
}

function Empty({ show }: { show: Show }) {
  const key = `review.empty_${show}` as const;
  return (
    <EmptyState icon="review" title={t(key)} action={<Button href="/plan">{t('review.see_plan')}</Button>}>
      {t(`${key}_text` as TextKey)}
    </EmptyState>
  );
}

export function ReviewList() {
  const asked = route.value.query.get('show') as Show | null;
  const show = asked && SHOWS.includes(asked) ? asked : 'submitted';
  const seen = useSeen(reviewName(show), () => loadVisits(show));
  const { data, problem, reload } = seen;
  const here = useHere(seen.away);
  const words = data && sentence(show, data);
  return (
    <>
      <Header title={t('review.title')} />
      <div class="page page-wide">
        <Segments
          size="s"
          class="segments-fit"
          label={t('review.show')}
          options={SHOWS.map((id) => ({ id, label: t(`review.show_${id}`) }))}
          value={show}
          onChange={(id) => setQuery({ show: id === 'submitted' ? null : id })}
        />
        <AsOf seen={seen} />
        <SeenTrouble problem={problem} onRetry={reload} />
        {words && data.length > 0 && <p class="lead">{words}</p>}
        {!data && !problem && <SkeletonCards count={6} height={64} />}
        {data?.length === 0 && <Empty show={show} />}
        {data && data.length > 0 && (
          <Card class="rows-link">
            <Table caption={t('review.list')} captionHidden columns={columns(show, here)} rows={data} keyOf={(v) => v.id} />
          </Card>
        )}
      </div>
    </>
  );
}
