/** What a page is asked lives in its address, so that a link shows the same page to somebody else. */
import { language } from '../../i18n';
import { route } from '../../router';

export const PERIODS = ['month', 'quarter', 'year', 'wave'] as const;
export type PeriodKind = (typeof PERIODS)[number];
export const AGGREGATES = ['mean_of_visits', 'pooled'] as const;
export type Aggregate = (typeof AGGREGATES)[number];
/** More beside each other than this is a table, not a comparison. */
export const MOST = 8;

export type Asked = {
  measure: string;
  period: PeriodKind;
  aggregate: Aggregate;
  area: string | null;
  centres: string[];
  /** One period's code. */
  at: string | null;
  from: string | null;
  to: string | null;
};

export function oneOf<T extends string>(known: readonly T[], given: string | null, otherwise: T): T {
  return known.includes(given as T) ? (given as T) : otherwise;
}

/** What is not known, or too much, is left out: an old link shows a page, not an error. */
export function readAsked(query: URLSearchParams): Asked {
  const text = (key: string) => query.get(key) || null;
  return {
    measure: text('measure') ?? 'overall',
    period: oneOf(PERIODS, query.get('period'), 'quarter'),
    aggregate: oneOf(AGGREGATES, query.get('aggregate'), 'mean_of_visits'),
    area: text('area_id'),
    centres: [...new Set(query.getAll('centre_id'))].filter(Boolean).slice(0, MOST),
    at: text('at'),
    from: text('from'),
    to: text('to'),
  };
}

export const asked = (): Asked => readAsked(route.value.query);

type Value = string | readonly string[] | null | undefined;

/** Only what is said, in a fixed order: the same question is one address, one file and one copy. */
export function searchOf(values: Readonly<Record<string, Value>>): string {
  const search = new URLSearchParams();
  for (const key of Object.keys(values).sort()) {
    const value = values[key];
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) if (one) search.append(key, one);
  }
  return search.toString();
}

/** As the server is asked: in the reader's language. */
export function wire(values: Readonly<Record<string, Value>>): string {
  return searchOf({ ...values, lang: language.value });
}

/** A page of these screens with a question in its address; what every page would assume anyway is left out. */
export function pathTo(path: string, values: Readonly<Record<string, Value>> = {}): string {
  const kept = { ...values };
  if (kept['period'] === 'quarter') kept['period'] = null;
  if (kept['measure'] === 'overall') kept['measure'] = null;
  if (kept['aggregate'] === 'mean_of_visits') kept['aggregate'] = null;
  const search = searchOf(kept);
  return search ? `${path}?${search}` : path;
}
