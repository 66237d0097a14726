/** The desk: answers and evidence on the left, the score beside last time on the right, the decision under the thumb. */
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import type { ApiProblem } from '../../api/problem';
import type { Visit } from '../../api/types';
import { localise } from '../../engine';
import { language, t } from '../../i18n';
import { Button, Header, SkeletonCards } from '../../ui';
import { AsOf, SeenTrouble } from '../parts/as-of';
import { visitName } from '../parts/here';
import { useSeen, type Seen } from '../parts/seen';
import { Replan } from '../planning/replan';
import { PdfDialog } from '../reports/pdf';
import { Away } from './away';
import { Approve, SendBack } from './decide';
import { Conflict, Decisions, Head, Left, NotBegun, ReturnBanner, Tabs, type Tab } from './desk-parts';
import { EndVisit } from './end-visit';
import { layOut, type Part } from './items';
import { KeyHelp } from './key-help';
import { useReviewKeys } from './keys';
import { loadDesk, type DeskData } from './load';
import { useMarks } from './marks';
import { Pager, useNeighbours, useSwipe } from './neighbours';
import { LeftBehind } from './rescores';
import { Side } from './side';
import './desk.css';

type Open = 'approve' | 'return' | 'pdf' | 'replan' | 'keys' | null;

function textsOf(parts: readonly Part[]): Map<string, string> {
  return new Map(parts.flatMap((part) => part.items.map((item) => [item.key, [`${item.number}. ${item.text}`, item.entry].filter(Boolean).join(', ')])));
}

type BodyProps = { seen: Seen<DeskData>; data: DeskData; back: string };

function Body({ seen, data, back }: BodyProps) {
  const { visit, definition, before } = data;
  const put = (visit: Visit) => seen.put({ ...data, visit });
  const [open, setOpen] = useState<Open>(null);
  const [conflict, setConflict] = useState(false);
  const [tab, setTab] = useState<Tab>('answers');
  const marks = useMarks(visit.id);
  const spoken = language.value;
  const parts = useMemo(() => layOut(definition, visit, before), [definition, visit, before, spoken]);
  const deciding = visit.allowed.includes('approve') || visit.allowed.includes('return');
  const begun = visit.answers.length > 0 || visit.score_card !== null;
  const showKeys = useCallback(() => setOpen('keys'), []);
  useReviewKeys(marks, deciding, showKeys);
  const page = useRef<HTMLDivElement>(null);
  const neighbours = useNeighbours(visit.id, back === '/review');
  useSwipe(page, neighbours);
  const decision = {
    visit,
    marks,
    texts: textsOf(parts),
    onClose: () => setOpen(null),
    onDone: put,
    onConflict: () => (setConflict(true), setOpen(null)),
  };
  return (
    <Away.Provider value={seen.away}>
      <Head visit={visit} back={back} onPdf={() => setOpen('pdf')} />
      <div class="page page-wide desk" data-tab={tab} ref={page}>
        <AsOf seen={seen}>{t(deciding ? 'seen.marks_only' : 'seen.read_only')}</AsOf>
        {conflict && <Conflict onReload={() => (setConflict(false), seen.reload())} />}
        <ReturnBanner visit={visit} />
        <div class="desk-top">
          <Tabs tab={tab} onChange={setTab} />
          <Pager neighbours={neighbours} />
        </div>
        <div class="desk-columns">
          <section class="desk-answers" aria-label={localise(definition.title, language.value)}>
            {begun ? <Left parts={parts} visit={visit} marks={deciding ? marks : null} onKeys={showKeys} /> : <NotBegun visit={visit} />}
            <LeftBehind visit={visit} definition={definition} />
          </section>
          <aside aria-label={t('review.score')}>
            <Side visit={visit} definition={definition} before={before} onDone={put} />
            {visit.allowed.includes('replan') && (
              <Button icon="calendar" disabled={seen.away} onClick={() => setOpen('replan')}>
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
      {open === 'keys' && <KeyHelp onClose={() => setOpen(null)} />}
      {open === 'pdf' && <PdfDialog visit={visit} onClose={() => setOpen(null)} />}
    </Away.Provider>
  );
}

function titleOf(problem: ApiProblem | null): string {
  if (!problem) return t('app.loading');
  return problem.status === 404 ? t('missing.title') : t('seen.visit');
}

function Desk({ id, back }: { id: string; back: string }) {
  const seen = useSeen(visitName(id), () => loadDesk(id));
  const { data, problem, reload } = seen;
  if (data) return <Body seen={seen} data={data} back={back} />;
  return (
    <>
      <Header back={back} title={titleOf(problem)} />
      <div class="page page-wide">
        <SeenTrouble problem={problem} onRetry={reload} />
        {!problem && <SkeletonCards count={5} height={140} />}
      </div>
    </>
  );
}

export function ReviewDesk({ id }: { id: string }) {
  return <Desk id={id} back="/review" />;
}

/** The same page, reached from the list of all visits. */
export function PlannedVisit({ id }: { id: string }) {
  return <Desk id={id} back="/plan" />;
}

/** The same page for those who only read: the server's `allowed` leaves out the decisions. */
export function ReportPage({ id }: { id: string }) {
  return <Desk id={id} back="/reports" />;
}
