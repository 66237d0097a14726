/** The pieces of the desk around its two columns: the head, the filter, what was sent back, the bar with the decision. */
import type { Visit } from '../../api/types';
import { formatDate, formatDateTime, t } from '../../i18n';
import { route, setQuery } from '../../router';
import { Banner, Button, Card, Dock, EmptyState, Header, Segments } from '../../ui';
import { townOf } from '../parts/place';
import { Status } from '../parts/score';
import { windowText } from '../planning/window';
import { Answers } from './answers';
import { useAway } from './away';
import type { Filter, Part } from './items';
import { KeyHint } from './key-help';
import { queriedIds, type Marks } from './marks';

const FILTERS: readonly Filter[] = ['all', 'lost', 'photos', 'queried'];

export function ReturnBanner({ visit }: { visit: Visit }) {
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

export function NotBegun({ visit }: { visit: Visit }) {
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

type LeftProps = { parts: readonly Part[]; visit: Visit; marks: Marks | null; onKeys: () => void };

export function Left({ parts, visit, marks, onKeys }: LeftProps) {
  const asked = route.value.query.get('only') as Filter | null;
  const filter = asked && FILTERS.includes(asked) ? asked : 'all';
  const filters = FILTERS.filter((id) => id !== 'queried' || marks);
  return (
    <>
      <div class="desk-filter">
        <Segments
          size="s"
          label={t('review.filter')}
          options={filters.map((id) => ({ id, label: t(`review.filter_${id}`) }))}
          value={filter}
          onChange={(id) => setQuery({ only: id === 'all' ? null : id })}
        />
        {marks && <KeyHint onOpen={onKeys} />}
      </div>
      <Answers parts={parts} visit={visit} filter={filter} marks={marks} />
    </>
  );
}

export function Decisions({ visit, marks, parts, onOpen }: { visit: Visit; marks: Marks; parts: readonly Part[]; onOpen: (open: 'approve' | 'return') => void }) {
  const ids = parts.flatMap((part) => part.items.map((item) => item.key));
  const done = ids.filter((id) => marks.table[id]).length;
  const queries = queriedIds(marks.table).length;
  const away = useAway();
  return (
    <Dock label={t('review.title')}>
      <div class="desk-progress small">
        <p class="secondary figures">{away ? t('seen.decide_later') : t('review.looked', { done, total: ids.length })}</p>
        {done < ids.length && (
          <Button kind="quiet" size="s" onClick={() => marks.acceptAll(ids)}>
            {t('review.accept_rest')}
          </Button>
        )}
      </div>
      {visit.allowed.includes('return') && (
        <Button kind={queries > 0 ? 'primary' : 'secondary'} disabled={away} onClick={() => onOpen('return')}>
          {queries > 0 ? t('review.return_n', { n: queries }) : t('review.return')}
        </Button>
      )}
      {visit.allowed.includes('approve') && (
        <Button kind={queries > 0 ? 'secondary' : 'primary'} disabled={away} onClick={() => onOpen('approve')}>
          {t('review.approve')}
        </Button>
      )}
    </Dock>
  );
}

type HeadProps = { visit: Visit; back: string; onPdf: () => void };

export function Head({ visit, back, onPdf }: HeadProps) {
  const { centre } = visit;
  const day = formatDate(visit.visited_on ?? visit.submitted_at ?? visit.window_from, centre.time_zone);
  return (
    <Header
      back={back}
      overline={[centre.code, townOf(centre), day].filter(Boolean).join(' · ')}
      title={centre.name}
      trailing={
        <>
          <span class="desk-status">
            <Status status={visit.status} />
          </span>
          {visit.score_card && (
            <Button size="s" icon="report" onClick={onPdf}>
              {t('pdf.make')}
            </Button>
          )}
        </>
      }
    />
  );
}

export function Conflict({ onReload }: { onReload: () => void }) {
  return (
    <Banner
      tone="bad"
      title={t('review.changed_title')}
      actions={
        <Button size="s" onClick={onReload}>
          {t('review.changed_load')}
        </Button>
      }
    >
      {t('review.changed_text')}
    </Banner>
  );
}

export type Tab = 'answers' | 'score';

/** On a phone the two columns are two tabs. */
export function Tabs({ tab, onChange }: { tab: Tab; onChange: (tab: Tab) => void }) {
  const options = (['answers', 'score'] as const).map((id) => ({ id, label: t(`review.tab_${id}`) }));
  return <Segments class="desk-tabs" size="s" label={t('review.parts')} options={options} value={tab} onChange={onChange} />;
}
