import { expect, test, vi } from 'vitest';

vi.stubGlobal('window', { location: { pathname: '/insights', search: '', hash: '' } });
const { pathTo, readAsked, searchOf } = await import('./asked');

const read = (search: string) => readAsked(new URLSearchParams(search));

test('an address without a question asks for quarters of the overall score', () => {
  expect(read('')).toEqual({
    measure: 'overall',
    period: 'quarter',
    aggregate: 'mean_of_visits',
    area: null,
    centres: [],
    at: null,
    from: null,
    to: null,
  });
});

test('what an old or wrong link says is left out', () => {
  const found = read('period=fortnight&aggregate=best&at=');
  expect([found.period, found.aggregate, found.at]).toEqual(['quarter', 'mean_of_visits', null]);
});

test('at most eight centres stand side by side, each once', () => {
  const many = Array.from({ length: 12 }, (_, n) => `centre_id=c${n}`).join('&');
  expect(read(`centre_id=c0&${many}`).centres).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7']);
});

test('the same question is one text, whatever the order', () => {
  expect(searchOf({ period: 'year', at: '2026', centre_id: ['b', 'a'], area_id: null })).toBe('at=2026&centre_id=b&centre_id=a&period=year');
  expect(searchOf({ centre_id: ['b', 'a'], at: '2026', period: 'year' })).toBe(searchOf({ period: 'year', at: '2026', centre_id: ['b', 'a'] }));
});

test('an address carries only what differs from what every page assumes', () => {
  expect(pathTo('/insights', { period: 'quarter', measure: 'overall' })).toBe('/insights');
  expect(pathTo('/insights/question', { period: 'month', measure: 'question:sales/warm' })).toBe(
    '/insights/question?measure=question%3Asales%2Fwarm&period=month',
  );
});
