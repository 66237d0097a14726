/** Slopes, ranges and engagement in words. A slope is told for five points of engagement. */
import { formatChange, formatNumber, t } from '../../i18n';
import type { InsideFigure, Link, OutsideFigure } from './types';

export const STEP = 5;
export const LAGS = ['0', '1', '2', '3', '4'] as const;
export type Lag = (typeof LAGS)[number];
export const USUAL: Lag = '2';

/** +1.3; a dash where nothing may be shown. */
export function perFive(slope: number | null): string {
  return slope === null ? '–' : formatChange(slope * STEP, 1);
}

/** With a real minus. */
const signed = (value: number): string => formatNumber(value, 1).replace('-', '−');

/** 0.4 – 2.2 */
export function spanOf(low: number | null, high: number | null, times = STEP): string {
  if (low === null || high === null) return '–';
  return `${signed(low * times)} – ${signed(high * times)}`;
}

export function lagWords(lag: number): string {
  return lag === 0 ? t('inside.lag_0') : t('inside.lag_n', { n: lag });
}

/** 0.04; < 0.001 */
export function small(value: number): string {
  return value < 0.001 ? `< ${formatNumber(0.001, 3)}` : formatNumber(value, 3);
}

export function share(value: number | null): string {
  return value === null ? t('inside.unknown') : t('inside.percent', { n: formatNumber(Math.max(0, value) * 100) });
}

/** "24 centres · 2024-Q1 to 2026-Q3 (11 quarters)": what everything on the page is of, or a part of fewer centres. */
export function baseOf({ span }: Link, counted?: number): string {
  if (!span) return '';
  const { first, last, periods } = span;
  const centres = counted ?? span.centres;
  return t('inside.base', { centres: t('inside.n_centres', { n: centres }), first, last, quarters: t('inside.n_quarters', { n: periods }) });
}

/** 63, or ≤ 5 and ≥ 95 at the ends. */
export function insideWords(inside: InsideFigure | null): string {
  if (!inside) return t('inside.hidden');
  const mark = { '<=': '≤ ', '>=': '≥ ' }[inside.mark] ?? '';
  return `${mark}${inside.mean}, ${t('inside.answers', { n: inside.answers.replace('-', '–') })}`;
}

export function outsideWords(figure: OutsideFigure | null): string {
  if (!figure) return '–';
  const range = figure.low === null || figure.high === null ? '' : ` (${formatNumber(figure.low, 1)} – ${formatNumber(figure.high, 1)})`;
  return `${formatNumber(figure.mean, 1)}${range}, ${t('inside.n_visits', { n: figure.visits })}`;
}
