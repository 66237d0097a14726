/** What is asked of the comparison lives in the address, so that a link shows the same page to somebody else. */
import { language } from '../../i18n';
import { route } from '../../router';
import { AGGREGATES, oneOf, PERIODS, type Aggregate, type PeriodKind } from '../insights/asked';

/** Whose lines are drawn; by default those of centres and of their areas. */
export const BY = ['centre', 'area', 'team', 'chain'] as const;

export type Question = {
  measure: string;
  period: PeriodKind;
  aggregate: Aggregate;
  by?: (typeof BY)[number];
  area_id?: string;
  centre_id: string[];
  from?: string;
  to?: string;
};

export function askedQuestion(): Question {
  const query = route.value.query;
  const text = (key: string) => query.get(key) || undefined;
  return {
    measure: text('measure') ?? 'overall',
    period: oneOf(PERIODS, query.get('period'), 'quarter'),
    aggregate: oneOf(AGGREGATES, query.get('aggregate'), 'mean_of_visits'),
    by: BY.find((one) => one === query.get('by')),
    area_id: text('area_id'),
    centre_id: query.getAll('centre_id'),
    from: text('from'),
    to: text('to'),
  };
}

export function isFiltered(question: Question): boolean {
  return Boolean(question.by || question.aggregate !== 'mean_of_visits' || question.area_id || question.centre_id.length || question.from || question.to || question.measure !== 'overall');
}

/** As a query string, for the charts and as the name of what is kept. */
export function asSearch(question: Question): string {
  const search = new URLSearchParams({ measure: question.measure, period: question.period, lang: language.value });
  if (question.aggregate !== 'mean_of_visits') search.set('aggregate', question.aggregate);
  for (const key of ['area_id', 'by', 'from', 'to'] as const) if (question[key]) search.set(key, question[key]);
  for (const id of question.centre_id) search.append('centre_id', id);
  return search.toString();
}
