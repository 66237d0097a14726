/** The twins of the pictures: the same figures as rows of words, each with what it rests on. */
import { formatChange, formatNumber, t } from '../../i18n';
import type { Twin } from '../insights/picture';
import type { Analysis, Cell, EngagementMap, Lines, Rung } from './types';
import { insideWords, lagWords, outsideWords, perFive, small, spanOf } from './words';

export function quadrantTwin({ dots }: Analysis['quadrant']): Twin {
  return {
    head: [t('inside.col_centre'), t('inside.col_inside'), t('inside.col_outside'), t('inside.col_visits')],
    rows: dots.map((dot) => [dot.name, formatNumber(dot.inside, 1), formatNumber(dot.outside, 1), String(dot.visits)]),
  };
}

type Slope = Pick<Rung, 'shown' | 'reason' | 'slope' | 'low' | 'high'>;

function rungRow(name: string, told: Slope, base: Rung, r: string): string[] {
  return [name, perFive(told.slope), spanOf(told.low, told.high), r, String(base.n_rows), String(base.n_centres), told.reason ?? ''];
}

/** 0.28 (0.05 – 0.48) */
function correlation({ r, r_low, r_high }: Rung): string {
  if (r === null) return '–';
  return r_low === null || r_high === null ? formatNumber(r, 2) : `${formatNumber(r, 2)} (${formatNumber(r_low, 2)} – ${formatNumber(r_high, 2)})`;
}

export function ladderTwin({ between, pooled, within, own_team, corrected }: Analysis): Twin {
  const within_name = t('inside.rung_within');
  const own_name = t('inside.rung_own');
  const own = own_team.corrected;
  return {
    head: [t('inside.col_look'), t('inside.col_slope'), t('inside.col_likely'), t('inside.col_r'), t('inside.col_rows'), t('inside.col_centres'), t('inside.col_why_not')],
    rows: [
      rungRow(t('inside.rung_between'), between, between, correlation(between)),
      rungRow(t('inside.rung_pooled'), pooled, pooled, correlation(pooled)),
      rungRow(within_name, within, within, correlation(within)),
      rungRow(t('inside.rung_corrected', { name: within_name }), corrected, within, corrected.r === null ? '–' : formatNumber(corrected.r, 2)),
      rungRow(own_name, own_team, own_team, correlation(own_team)),
      ...(own ? [rungRow(t('inside.rung_corrected', { name: own_name }), own, own_team, own.r === null ? '–' : formatNumber(own.r, 2))] : []),
    ],
  };
}

export function lagsTwin({ lags }: Analysis['lag_profile']): Twin {
  return {
    head: [t('inside.col_lag'), t('inside.col_slope'), t('inside.col_likely'), t('inside.col_band'), t('inside.col_rows')],
    rows: lags.map((one) => [lagWords(one.lag), perFive(one.slope), spanOf(one.low, one.high), spanOf(one.band_low, one.band_high), String(one.n_rows)]),
  };
}

function cellWords(cell: Cell | undefined): string {
  if (!cell || cell.slope === null) return t('inside.shade_untested');
  const parts = [`${perFive(cell.slope)} (${spanOf(cell.low, cell.high)})`];
  if (cell.q !== null) parts.push(t('inside.q', { q: small(cell.q) }));
  return [...parts, t('inside.n_centres', { n: cell.n_centres }), t(`inside.shade_${cell.shade}`)].join(', ');
}

export function gridTwin({ dimensions, touchpoints, cells }: Analysis['matrix']): Twin {
  const found = new Map(cells.map((cell) => [`${cell.dimension} ${cell.touchpoint}`, cell]));
  return {
    head: [t('inside.col_dimension'), ...touchpoints.map(({ name }) => name)],
    rows: dimensions.map(({ code, name }) => [name, ...touchpoints.map((one) => cellWords(found.get(`${code} ${one.code}`)))]),
  };
}

export function eventTwin({ dynamic }: Analysis['rollout']): Twin {
  return {
    head: [t('inside.col_since'), t('inside.col_difference'), t('inside.col_likely')],
    rows: dynamic.map((one) => [String(one.since).replace('-', '−'), one.att === null ? '–' : formatChange(one.att, 1), spanOf(one.low, one.high, 1)]),
  };
}

/** Where nothing may be compared: what those that started were like before and after. */
export function levelsTwin({ before_after }: Analysis['rollout']): Twin {
  return {
    head: [t('inside.col_since'), t('inside.col_outside'), t('inside.col_centres')],
    rows: before_after.map((one) => [String(one.since).replace('-', '−'), formatNumber(one.service, 1), String(one.centres)]),
  };
}

export function mapTwin({ touchpoints, teams }: EngagementMap): Twin {
  const known = new Map(teams.map((team) => [team.code, team]));
  return {
    head: [t('inside.col_touchpoint'), t('inside.col_outside'), t('inside.col_team'), t('inside.col_engagement')],
    rows: touchpoints.map((one) => {
      const team = known.get(one.team ?? '');
      return [one.name, outsideWords(one.outside), team?.name ?? t('inside.no_team'), team ? insideWords(team.inside) : '–'];
    }),
  };
}

export function linesTwin({ service, engagement }: Lines): Twin {
  return {
    head: [t('inside.col_period'), t('inside.col_outside'), t('inside.col_engagement')],
    rows: service.map(({ period, figure }) => {
      const waves = engagement.filter((one) => one.quarter === period);
      return [period, outsideWords(figure), waves.map((one) => insideWords(one.inside)).join(' · ') || '–'];
    }),
  };
}
