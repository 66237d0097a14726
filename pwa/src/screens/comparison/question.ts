/** What is asked of the comparison lives in the address, so that a link shows the same page to somebody else. */
import type { PeriodKind } from '../../api/types';
import { language } from '../../i18n';
import { route } from '../../router';

export type Question = {
  measure: string;
  period: PeriodKind;
  area_id?: string;
  centre_id: string[];
  from?: string;
  to?: string;
};

export const PERIODS: readonly PeriodKind[] = ['quarter', 'month', 'wave'];

export function askedQuestion(): Question {
  const query = route.value.query;
  const period = query.get('period') as PeriodKind | null;
  const text = (key: string) => query.get(key) || undefined;
  return {
    measure: text('measure') ?? 'overall',
    period: period && PERIODS.includes(period) ? period : 'quarter',
    area_id: text('area_id'),
    centre_id: query.getAll('centre_id'),
    from: text('from'),
    to: text('to'),
  };
}

export function isFiltered(question: Question): boolean {
  return Boolean(question.area_id || question.centre_id.length || question.from || question.to || question.measure !== 'overall');
}

/** As a query string, for the charts and as the name of what is kept. */
export function asSearch(question: Question): string {
  const search = new URLSearchParams({ measure: question.measure, period: question.period, lang: language.value });
  for (const key of ['area_id', 'from', 'to'] as const) if (question[key]) search.set(key, question[key]);
  for (const id of question.centre_id) search.append('centre_id', id);
  return search.toString();
}
