import { useEffect, useRef, useState } from 'preact/hooks';
import type { Comparison } from '../../api/types';
import { useLoad } from '../../api/use-load';
import { Chart, chartWidth } from '../../charts';
import { formatDateTime, t } from '../../i18n';
import { Banner, Button, Card, EmptyState, Header, SkeletonCards } from '../../ui';
import { Trouble } from '../parts/trouble';
import { Figures } from './figures';
import { Filters } from './filters';
import { loadComparison, type Shown } from './load';
import { askedQuestion, asSearch, isFiltered } from './question';
import './compare.css';

const PADDING = 32;

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

export function Compare() {
  const question = askedQuestion();
  const { box, width } = useRoom();
  const { data, problem, loading, reload } = useLoad(`${asSearch(question)}&w=${width}`, () =>
    width === null ? new Promise<Shown>(() => undefined) : loadComparison(question, width),
  );
  const last = useRef<Shown | null>(null);
  if (data) last.current = data;
  const shown = data ?? (loading ? last.current : null);
  return (
    <>
      <Header title={t('compare.title')} />
      <div class="page page-wide" ref={box} aria-busy={loading}>
        <Filters question={question} />
        <Trouble problem={problem} onRetry={reload} />
        {shown?.keptAt && (
          <Banner tone="warn" title={t('compare.offline_title', { when: formatDateTime(shown.keptAt) })}>
            {t('compare.offline_text')}
          </Banner>
        )}
        {!shown && !problem && <SkeletonCards count={3} height={220} />}
        {shown && (isEmpty(shown) ? <Nothing filtered={isFiltered(question)} /> : <Content shown={shown} />)}
      </div>
    </>
  );
}
