/** The twins of the charts: the same data as rows of words, each figure with its interval and its base. */
import { formatDate, t } from '../../i18n';
import type { ControlChart, DrillDown, Figure, Heat, LeagueRow, Period, Series, Touchpoint, Unit } from './types';
import type { Twin } from './picture';
import { changeFigure, inUnit, placesWords, rangeOf } from './words';

/** "84.5 (79.2 – 89.6), 12 visits" */
function whole(figure: Figure | null | undefined, unit: Unit): string {
  if (!figure) return '–';
  const range = rangeOf(figure, unit);
  return `${inUnit(figure.mean, unit)}${range && ` (${range})`}, ${t('insights.visits', { n: figure.visits })}`;
}

export function trendTwin(series: readonly Series[], periods: readonly Period[], unit: Unit = 'percent'): Twin {
  const alike = series.filter((one) => one.like_for_like.some(Boolean));
  return {
    head: [t('insights.col_period'), ...series.map((one) => one.name), ...alike.map((one) => t('insights.alike_of', { name: one.name }))],
    rows: periods.map((period, n) => [
      period.label,
      ...series.map((one) => whole(one.values[n], unit)),
      ...alike.map((one) => whole(one.like_for_like[n], unit)),
    ]),
  };
}

/** Each place in the two periods that were compared; without a comparison only where it stands. */
export function dumbbellTwin(series: readonly Series[], periods: readonly Period[], unit: Unit = 'percent'): Twin {
  const change = series.find((one) => one.change)?.change;
  const from = periods.findIndex((period) => period.code === change?.from);
  const found = periods.findIndex((period) => period.code === change?.to);
  const to = found < 0 ? periods.length - 1 : found;
  const label = (n: number) => periods[n]?.label ?? '–';
  return {
    head: [t('insights.col_name'), ...(from < 0 ? [] : [label(from)]), label(to), t('insights.col_change')],
    rows: series.map((one) => [
      one.name,
      ...(from < 0 ? [] : [whole(one.values[from], unit)]),
      whole(one.values[to], unit),
      one.change ? changeFigure(one.change, unit) : '–',
    ]),
  };
}

export function profileTwin(touchpoints: readonly Touchpoint[]): Twin {
  return {
    head: [t('insights.col_touchpoint'), t('insights.col_here'), t('insights.col_chain')],
    rows: touchpoints.map((one) => [one.name, whole(one.figure, 'percent'), whole(one.chain, 'percent')]),
  };
}

export function heatTwin({ columns, rows }: Heat): Twin {
  return {
    head: [t('insights.col_name'), ...columns.map(({ name }) => name)],
    rows: rows.map(({ name, cells }) => [name, ...cells.map((figure) => whole(figure, 'percent'))]),
  };
}

export function ranksTwin(rows: readonly LeagueRow[], unit: Unit): Twin {
  return {
    head: [t('insights.col_name'), t('insights.col_place'), t('insights.col_shrunk'), t('insights.col_mean')],
    rows: rows.map((row) => [row.name, placesWords(row.rank), inUnit(row.shrunk, unit), whole(row.figure, unit)]),
  };
}

export function distributionTwin({ distribution }: DrillDown): Twin {
  return {
    head: [t('insights.col_answer'), t('insights.col_count'), t('insights.col_share')],
    rows: distribution.map(({ label, count, share }) => [label, String(count), inUnit(share * 100, 'share')]),
  };
}

export function controlTwin({ points, unit }: ControlChart): Twin {
  return {
    head: [t('insights.col_visited'), t('insights.col_value'), t('insights.col_signal')],
    rows: points.map(({ visited_on, value, signal }) => [
      formatDate(visited_on),
      inUnit(value, unit),
      t(signal ? `insights.signal_${signal}` : 'insights.signal_none'),
    ]),
  };
}
