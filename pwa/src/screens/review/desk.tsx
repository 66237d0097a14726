/** The desk: answers and evidence on the left, the score beside last time on the right, the decision under the thumb. */
import { useMemo, useState } from 'preact/hooks';
import type { Visit } from '../../api/types';
import { useLoad } from '../../api/use-load';
import { localise } from '../../engine';
import { formatDate, formatDateTime, language, t } from '../../i18n';
import { route, setQuery } from '../../router';
import { Banner, Button, Card, Dock, EmptyState, Header, Segments, SkeletonCards } from '../../ui';
import { Status } from '../parts/score';
import { Trouble } from '../parts/trouble';
import { Replan } from '../planning/replan';
import { windowText } from '../planning/window';
import { PdfDialog } from '../reports/pdf';
import { Answers } from './answers';
import { Approve, SendBack } from './decide';
import { EndVisit } from './end-visit';
import { layOut, type Filter, type Part } from './items';
import { useReviewKeys } from './keys';
import { loadDesk, type DeskData } from './load';
import { queriedIds, useMarks, type Marks } from './marks';
import { Side } from './side';
import './desk.css';

type Open = 'approve' | 'return' | 'pdf' | 'replan' | null;
const FILTERS: readonly Filter[] = ['all', 'lost', 'photos', 'queried'];

function textsOf(parts: readonly Part[]): Map<string, string> {
  return new Map(parts.flatMap((part) => part.items.map((item) => [item.question.id, `${item.number}. ${item.text}`])));
}

function ReturnBanner({ visit }: { visit: Visit }) {
  const last = [...visit.returns].sort((a, b) => b.at.localeCompare(a.at))[0];
  if (!last) return null;
  const zone = visit.centre.time_zone;
  const waits = visit.status === 'returned' && visit.due_at;
  return (
    <Banner title={t('review.sent_back', { when: formatDate(last.at, zone), who: last.reviewer_name })}>
      {last.note && <p>{last.note}</p>}
      {waits && <p class="secondary">{t('review.with_auditor', { when: formatDateTime(visit.due_at, zone) })}</p>}
    </Banner>
  );
}

function NotBegun({ visit }: { visit: Visit }) {
  const ended = visit.status === 'cancelled' || visit.status === 'void';
  return (
    <Card>
      <EmptyState icon="calendar" title={t('plan.not_begun')}>
        <p>{windowText(visit)}</p>
        <p>{t(ended ? 'plan.ended_text' : 'plan.not_begun_text')}</p>
      </EmptyState>
    </Card>
  );
}

function Decisions({ visit, marks, parts, onOpen }: { visit: Visit; marks: Marks; parts: readonly Part[]; onOpen: (open: Open) => void }) {
  const ids = parts.flatMap((part) => part.items.map((item) => item.question.id));
  const done = ids.filter((id) => marks.table[id]).length;
  const queries = queriedIds(marks.table).length;
  return (
    <Dock label={t('review.title')}>
      <p class="desk-progress secondary figures">{t('review.looked', { done, total: ids.length })}</p>
      {done < ids.length && (
        <Button kind="quiet" class="desk-rest" onClick={() => marks.acceptAll(ids)}>
          {t('review.accept_rest')}
        </Button>
      )}
      {visit.allowed.includes('return') && (
        <Button kind={queries > 0 ? 'primary' : 'secondary'} onClick={() => onOpen('return')}>
          {queries > 0 ? t('review.return_n', { n: queries }) : t('review.return')}
        </Button>
      )}
      {visit.allowed.includes('approve') && (
        <Button kind={queries > 0 ? 'secondary' : 'primary'} onClick={() => onOpen('approve')}>
          {t('review.approve')}
        </Button>
      )}
    </Dock>
  );
}

type BodyProps = { data: DeskData; put: (visit: Visit) => void; reload: () => void; back: string };

function Body({ data, put, reload, back }: BodyProps) {
  const { visit, definition, before } = data;
  const [open, setOpen] = useState<Open>(null);
  const [conflict, setConflict] = useState(false);
  const [tab, setTab] = useState<'answers' | 'score'>('answers');
  const marks = useMarks(visit.id);
  const spoken = language.value;
  const parts = useMemo(() => layOut(definition, visit, before), [definition, visit, before, spoken]);
  const deciding = visit.allowed.includes('approve') || visit.allowed.includes('return');
  const asked = route.value.query.get('only') as Filter | null;
  const filter = asked && FILTERS.includes(asked) ? asked : 'all';
  const begun = visit.answers.length > 0 || visit.score_card !== null;
  useReviewKeys(marks, deciding);
  const decision = {
    visit,
    marks,
    texts: textsOf(parts),
    onClose: () => setOpen(null),
    onDone: put,
    onConflict: () => (setConflict(true), setOpen(null)),
  };
  const filters = FILTERS.filter((id) => id !== 'queried' || deciding);
  return (
    <>
      <Header
        back={back}
        overline={[visit.centre.code, visit.centre.city, formatDate(visit.visited_on ?? visit.submitted_at ?? visit.window_from, visit.centre.time_zone)].filter(Boolean).join(' · ')}
        title={visit.centre.name}
        trailing={
          <>
            <span class="desk-status">
              <Status status={visit.status} />
            </span>
            {visit.score_card && (
              <Button size="s" icon="report" onClick={() => setOpen('pdf')}>
                {t('pdf.make')}
              </Button>
            )}
          </>
        }
      />
      <div class="page page-wide desk" data-tab={tab}>
        {conflict && (
          <Banner
            tone="bad"
            title={t('review.changed_title')}
            actions={
              <Button size="s" onClick={() => (setConflict(false), reload())}>
                {t('review.changed_load')}
              </Button>
            }
          >
            {t('review.changed_text')}
          </Banner>
        )}
        <ReturnBanner visit={visit} />
        <Segments
          class="desk-tabs"
          size="s"
          label={t('review.parts')}
          options={[
            { id: 'answers', label: t('review.tab_answers') },
            { id: 'score', label: t('review.tab_score') },
          ]}
          value={tab}
          onChange={setTab}
        />
        <div class="desk-columns">
          <section class="desk-answers" aria-label={localise(definition.title, language.value)}>
            {begun ? (
              <>
            <div class="desk-filter">
              <Segments
                size="s"
                label={t('review.filter')}
                options={filters.map((id) => ({ id, label: t(`review.filter_${id}`) }))}
                value={filter}
                onChange={(id) => setQuery({ only: id === 'all' ? null : id })}
              />
              {deciding && <p class="desk-keys small secondary">{t('review.keys')}</p>}
            </div>
                <Answers parts={parts} visit={visit} filter={filter} marks={deciding ? marks : null} />
              </>
            ) : (
              <NotBegun visit={visit} />
            )}
          </section>
          <aside aria-label={t('review.score')}>
            <Side visit={visit} definition={definition} before={before} />
            {visit.allowed.includes('replan') && (
              <Button icon="calendar" onClick={() => setOpen('replan')}>
                {t('plan.replan')}
              </Button>
            )}
            <EndVisit visit={visit} onDone={put} />
          </aside>
        </div>
      </div>
      {deciding && <Decisions visit={visit} marks={marks} parts={parts} onOpen={setOpen} />}
      {open === 'approve' && <Approve {...decision} />}
      {open === 'return' && <SendBack {...decision} />}
      {open === 'replan' && <Replan visit={visit} onClose={() => setOpen(null)} onDone={put} />}
      {open === 'pdf' && <PdfDialog visit={visit} onClose={() => setOpen(null)} />}
    </>
  );
}

function Desk({ id, back }: { id: string; back: string }) {
  const { data, problem, reload, put } = useLoad(`desk-${id}`, () => loadDesk(id));
  if (data) return <Body data={data} reload={reload} put={(visit) => put({ ...data, visit })} back={back} />;
  return (
    <>
      <Header back={back} title={problem ? t('missing.title') : t('app.loading')} />
      <div class="page page-wide">
        <Trouble problem={problem} onRetry={reload} />
        {!problem && <SkeletonCards count={5} height={140} />}
      </div>
    </>
  );
}

export function ReviewDesk({ id }: { id: string }) {
  return <Desk id={id} back="/review" />;
}

/** The same page for those who only read: the server's `allowed` leaves out the decisions. */
export function ReportPage({ id }: { id: string }) {
  return <Desk id={id} back="/reports" />;
}
