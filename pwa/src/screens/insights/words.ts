/** Figures in words: what they are, what they rest on, and how sure they are. */
import { formatChange, formatNumber, t, tCode } from '../../i18n';
import type { Change, Figure, Period, Places, Reliability, Unit } from './types';

/** 84.5, 62 %, 4.2 min. Nothing is "n/a", never 0. */
export function inUnit(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined) return t('n/a');
  if (unit === 'share') return `${formatNumber(value)} %`;
  return unit === 'minutes' ? t('insights.minutes', { n: formatNumber(value, 1) }) : formatNumber(value, 1);
}

/** 79.2 – 86.1 */
export function rangeOf({ low, high }: { low: number | null; high: number | null }, unit: Unit = 'percent'): string {
  if (low === null || high === null) return '';
  const decimals = unit === 'share' ? 0 : 1;
  return `${formatNumber(low, decimals)} – ${formatNumber(high, decimals)}`;
}

/** "79.2 – 86.1 (Student t)"; why there is none, where there is none. */
export function intervalWords(figure: Figure, unit: Unit = 'percent'): string {
  const range = rangeOf(figure, unit);
  if (!range) return t(figure.visits < 2 ? 'insights.one_visit_no_interval' : 'insights.no_interval');
  return figure.method ? `${range} (${tCode('method', figure.method)})` : range;
}

/** "31 visits · 6 centres": the base in short. */
export function baseWords(figure: Figure, { centres = true }: { centres?: boolean } = {}): string {
  const visits = t('insights.visits', { n: figure.visits });
  return centres && figure.centres > 1 ? `${visits} · ${t('insights.centres', { n: figure.centres })}` : visits;
}

/** Only a change that passed its test is said plainly; every other one stands in brackets. */
export function changeFigure(change: Change, unit: Unit = 'percent'): string {
  const figure = formatChange(change.diff, unit === 'share' ? 0 : 1);
  return change.clear ? figure : `(${figure})`;
}

/** The test, its q and both periods: what stands behind a word like "clear". */
export function testWords(change: Change, periods: readonly Period[] = []): string {
  const label = (code: string) => periods.find((period) => period.code === code)?.label ?? code;
  const between = t('insights.between', { from: label(change.from), to: label(change.to) });
  if (change.test === null || change.q === null) return `${between}: ${t('insights.no_test')}`;
  return `${between}: ${testParts(change).join(', ')}`;
}

/** "Welch test" and "q = 0.021": by what a change was judged; nothing where no test was possible. */
export function testParts({ test, q }: Change): string[] {
  if (test === null || q === null) return [];
  return [tCode('test', test), `q ${q < 0.001 ? `< ${formatNumber(0.001, 3)}` : `= ${formatNumber(q, 3)}`}`];
}

/** "3" or "2 – 6": a place is as wide as the figures leave it open. */
export function placesWords(places: Places | null): string {
  if (!places) return '–';
  return places.low === places.high ? String(places.low) : `${places.low} – ${places.high}`;
}

/** How far visits tell centres apart. Nobody makes 3.7 of them: whole numbers as they are, all others as the nearest one. */
export function reliabilityWords({ icc, reliability, visits_per_centre, visits_needed }: Reliability): string {
  const n = Math.max(1, Math.round(visits_per_centre));
  const visits = Math.abs(visits_per_centre - n) < 0.05 ? formatNumber(n) : t('insights.about', { count: formatNumber(n) });
  const figures = { icc: formatNumber(icc, 2), reliability: formatNumber(reliability, 2), visits, n };
  const needed = visits_needed === null ? t('insights.reliability_never') : t('insights.reliability_needed', { n: visits_needed });
  return `${t('insights.reliability_words', figures)} ${needed}`;
}
