import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApiProblem } from '../../api/problem';
import type { Comparison } from '../../api/types';
import { kept } from '../../api/keep';
import { Chart, chartWidth } from '../../charts';
import { t } from '../../i18n';
import { navigate, route } from '../../router';
import { Banner, Button, Card, EmptyState, Header, SkeletonCards } from '../../ui';
import { Export } from '../insights/export';
import { Making, Tabs } from '../insights/frame';
import { AsOf, SeenTrouble } from '../parts/as-of';
import { account, keepFor, useSeen } from '../parts/seen';
import { Figures } from './figures';
import { Filters } from './filters';
import { loadComparison, type Shown } from './load';
import { askedQuestion, asSearch, isFiltered } from './question';
import './compare.css';

const PADDING = 32;
/** The filters that were looked at last. */
const LAST = 'compared-last';

/** The room a chart has, told in steps; asked again only when a step is crossed. */
function useRoom() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number | null>(null);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => entry && setWidth(chartWidth(entry.contentRect.width - PADDING)));
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return { box, width };
}

function Picture({ title, note, svg }: { title: string; note: string; svg: string | null }) {
  return (
    <Card as="section">
      <figure class="stack stack-8">
        <figcaption>
          <h2>{title}</h2>
        </figcaption>
        {svg ? <Chart svg={svg} /> : <p class="secondary">{t('compare.chart_failed')}</p>}
        <p class="small secondary">{note}</p>
      </figure>
    </Card>
  );
}

/** Which two periods the picture and the changes speak of, as the server chose them. */
function comparedWords({ series, periods }: Comparison): string | null {
  const change = series.find((one) => one.change)?.change;
  const label = (code: string | undefined) => periods.find((period) => period.code === code)?.label ?? '';
  return change ? t('compare.dumbbell_of', { to: label(change.to), from: label(change.from) }) : null;
}

function Content({ shown }: { shown: Shown }) {
  const { comparison, pictures } = shown;
  return (
    <>
      <p class="lead">{comparison.sentence}</p>
      <div class="compare-pictures">
        <Picture title={comparedWords(comparison) ?? t('compare.dumbbell')} note={t('compare.dumbbell_note')} svg={pictures.dumbbell} />
        <Picture title={t('compare.trend')} note={t('compare.trend_note')} svg={pictures.trend} />
      </div>
      <Figures comparison={comparison} />
    </>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  if (filtered) return <EmptyState icon="compare" title={t('compare.empty_filtered')} />;
  return (
    <EmptyState icon="compare" title={t('compare.empty')} action={<Button href="/review">{t('compare.empty_action')}</Button>}>
      {t('compare.empty_text')}
    </EmptyState>
  );
}

function isEmpty(shown: Shown): boolean {
  return !shown.comparison.series.some((one) => one.values.some((value) => value !== null && value.visits > 0));
}

/** Other filters than those kept: never somebody else's figures under them, but the way to what there is. */
function NotSeen({ search, problem, onRetry }: { search: string; problem: ApiProblem; onRetry: () => void }) {
  const [last, setLast] = useState<string | null>(null);
  useEffect(() => {
    const owner = account();
    if (owner !== null) void kept<string>(owner, LAST).then((found) => setLast(found?.value ?? null));
  }, []);
  if (last === null || last === search) return <SeenTrouble problem={problem} onRetry={onRetry} />;
  const show = (
    <Button size="s" onClick={() => navigate(last ? `/compare?${last}` : '/compare', { replace: true })}>
      {t('seen.filters_last')}
    </Button>
  );
  return (
    <Banner tone="warn" title={t('seen.filters_title')} actions={show}>
      {t('seen.filters_text')}
    </Banner>
  );
}

export function Compare() {
  const question = askedQuestion();
  const { box, width } = useRoom();
  const search = route.value.query.toString();
  const seen = useSeen(
    `comparison-${asSearch(question)}`,
    () => (width === null ? new Promise<Shown>(() => undefined) : loadComparison(question, width)),
    { round: width },
  );
  const { data, problem, loading, reload } = seen;
  useEffect(() => {
    if (data && !seen.copy) keepFor(account(), LAST, search);
  }, [data, seen.copy]);
  const last = useRef<Shown | null>(null);
  if (data) last.current = data;
  const shown = data ?? (loading ? last.current : null);
  return (
    <>
      <Header
        title={t('compare.title')}
        trailing={
          <div class="row insights-actions">
            <Export asked={question} />
          </div>
        }
      />
      <div class="page page-wide insights" ref={box} aria-busy={loading}>
        <Tabs />
        <Filters question={question} />
        <AsOf seen={seen} />
        {problem?.status === 0 ? <NotSeen search={search} onRetry={reload} problem={problem} /> : <SeenTrouble problem={problem} onRetry={reload} />}
        {!shown && !problem && <SkeletonCards count={3} height={220} />}
        {shown && <Making data={shown.comparison} onLook={reload} />}
        {shown && (isEmpty(shown) ? <Nothing filtered={isFiltered(question)} /> : <Content shown={shown} />)}
      </div>
    </>
  );
}
