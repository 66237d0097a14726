import { expect, test } from 'vitest';
import { addTexts } from '../../i18n';
import { insights } from '../../i18n/en/insights';
import { controlTwin, dumbbellTwin, heatTwin, profileTwin, ranksTwin, trendTwin } from './twins';
import type { Change, Figure, Heat, Series } from './types';

addTexts('insights', insights);

const PERIODS = [
  { code: '2026-Q2', label: 'Q2 2026', starts_on: '2026-04-01', ends_on: '2026-06-30' },
  { code: '2026-Q3', label: 'Q3 2026', starts_on: '2026-07-01', ends_on: '2026-09-30' },
];

function figure(period: string, mean: number, visits = 4): Figure {
  const bounds = visits > 1 ? { low: mean - 5, high: mean + 5, method: 'student_t' as const } : { low: null, high: null, method: null };
  return { period, mean, ...bounds, visits, centres: 1, applicable: visits * 40, excluded: 2, low_base: visits < 4, checklists: ['sales-visit 2'] };
}

function series(name: string, values: (Figure | null)[], more: Partial<Series> = {}): Series {
  return { kind: 'centre', id: name, name, area_name: null, values, change: null, like_for_like: [], ...more };
}

const CHANGE: Change = { from: '2026-Q2', to: '2026-Q3', diff: 4, low: 1, high: 7, p: 0.01, q: 0.02, clear: true, test: 'paired_t' };

test('a trend has a row a period; like for like stands in a column of its own, only where there is one', () => {
  const twin = trendTwin(
    [series('Leeds', [figure('2026-Q2', 70), figure('2026-Q3', 80, 1)], { like_for_like: [null, figure('2026-Q3', 82)] }), series('Chain', [null, null])],
    PERIODS,
  );
  expect(twin.head).toEqual(['Period', 'Leeds', 'Chain', 'Leeds, same questions']);
  expect(twin.rows).toEqual([
    ['Q2 2026', '70.0 (65.0 – 75.0), 4 visits', '–', '–'],
    ['Q3 2026', '80.0, one visit', '–', '82.0 (77.0 – 87.0), 4 visits'],
  ]);
});

test('what was compared stands in both periods, with a change only tested ones are said plainly', () => {
  const rows = [
    series('Leeds', [figure('2026-Q2', 70), figure('2026-Q3', 74)], { change: CHANGE }),
    series('Bath', [null, figure('2026-Q3', 60)], { change: { ...CHANGE, diff: -1, clear: false } }),
  ];
  expect(dumbbellTwin(rows, PERIODS)).toEqual({
    head: ['Name', 'Q2 2026', 'Q3 2026', 'Change'],
    rows: [
      ['Leeds', '70.0 (65.0 – 75.0), 4 visits', '74.0 (69.0 – 79.0), 4 visits', '+4.0'],
      ['Bath', '–', '60.0 (55.0 – 65.0), 4 visits', '(−1.0)'],
    ],
  });
});

test('without a change only the latest period stands', () => {
  expect(dumbbellTwin([series('Leeds', [figure('2026-Q2', 70), figure('2026-Q3', 74)])], PERIODS).head).toEqual(['Name', 'Q3 2026', 'Change']);
});

test('a profile, a heat table and a control chart tell what is missing as such', () => {
  expect(profileTwin([{ code: 'offer', name: 'Offer', figure: null, chain: figure('2026-Q3', 61), change: null }]).rows).toEqual([
    ['Offer', '–', '61.0 (56.0 – 66.0), 4 visits'],
  ]);
  const heat: Heat = { at: '2026-Q3', columns: [{ code: 'offer', name: 'Offer' }], rows: [{ kind: 'centre', id: '1', name: 'Leeds', area_name: null, cells: [null] }], simulated: false };
  expect(heatTwin(heat)).toEqual({ head: ['Name', 'Offer'], rows: [['Leeds', '–']] });
  const chart = { measure: 'overall', unit: 'percent' as const, centre_line: 80, lower: 70, upper: 90, enough: true, sentence: '' };
  const points = [{ visit_id: 'v', visited_on: '2026-08-12', value: 95, signal: 'beyond' as const }];
  expect(controlTwin({ ...chart, points }).rows).toEqual([['12 Aug 2026', '95.0', 'beyond the usual range']]);
});

test('a place is told as a range, and no place as none', () => {
  const row = { id: '1', name: 'Leeds', area_name: 'North', figure: figure('2026-Q3', 74), shrunk: 75.25, change: null, sensitivity: null };
  expect(ranksTwin([{ ...row, rank: { low: 2, high: 5 } }, { ...row, rank: null }], 'percent').rows.map((cells) => cells.slice(0, 3))).toEqual([
    ['Leeds', '2 – 5', '75.3'],
    ['Leeds', '–', '75.3'],
  ]);
});
