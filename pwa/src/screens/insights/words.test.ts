import { expect, test } from 'vitest';
import { addTexts, setLanguage } from '../../i18n';
import { insights } from '../../i18n/en/insights';
import type { Change, Figure, Reliability } from './types';
import { baseWords, changeFigure, intervalWords, inUnit, placesWords, reliabilityWords, testWords } from './words';

addTexts('insights', insights);

const figure: Figure = {
  period: '2026-Q3',
  mean: 84.46,
  low: 79.24,
  high: 89.6,
  method: 'student_t',
  visits: 12,
  centres: 3,
  applicable: 410,
  excluded: 7,
  low_base: false,
  checklists: ['sales-visit 3'],
};
const change: Change = { from: '2026-Q2', to: '2026-Q3', diff: -2.34, low: -4, high: -0.6, p: 0.004, q: 0.031, clear: true, test: 'paired_t' };
const periods = [
  { code: '2026-Q2', label: 'Q2 2026', starts_on: '2026-04-01', ends_on: '2026-06-30' },
  { code: '2026-Q3', label: 'Q3 2026', starts_on: '2026-07-01', ends_on: '2026-09-30' },
];

test('a figure is written in its unit, and nothing is never zero', () => {
  expect(inUnit(84.46, 'percent')).toBe('84.5');
  expect(inUnit(62.4, 'share')).toBe('62 %');
  expect(inUnit(4.25, 'minutes')).toBe('4.3 min');
  expect(inUnit(0, 'percent')).toBe('0.0');
  expect(inUnit(null, 'percent')).toBe('n/a');
});

test('an interval names its method, and its absence its reason', () => {
  expect(intervalWords(figure)).toBe('79.2 – 89.6 (Student t)');
  expect(intervalWords({ ...figure, low: null, high: null, method: null })).toBe('none: all visits alike');
  expect(intervalWords({ ...figure, low: null, high: null, method: null, visits: 1 })).toBe('none: one visit');
});

test('the base counts visits, and centres where there are several', () => {
  expect(baseWords(figure)).toBe('12 visits · 3 centres');
  expect(baseWords({ ...figure, visits: 1, centres: 1 })).toBe('one visit');
  expect(baseWords(figure, { centres: false })).toBe('12 visits');
});

test('only a tested change is said without brackets, and its test can be read', () => {
  expect(changeFigure(change)).toBe('−2.3');
  expect(changeFigure({ ...change, clear: false })).toBe('(−2.3)');
  expect(testWords(change, periods)).toBe('Q2 2026 to Q3 2026: paired t test, q = 0.031');
  expect(testWords({ ...change, q: 0.00004 }, periods)).toContain('q < 0.001');
  expect(testWords({ ...change, test: null, q: null }, periods)).toBe('Q2 2026 to Q3 2026: too few visits for a test');
});

test('a place is a range', () => {
  expect(placesWords({ low: 2, high: 6 })).toBe('2 – 6');
  expect(placesWords({ low: 1, high: 1 })).toBe('1');
  expect(placesWords(null)).toBe('–');
});

const reliability = (visits_per_centre: number, visits_needed: number | null): Reliability =>
  ({ icc: 0.4, reliability: 0.73, visits_per_centre, visits_needed }) as Reliability;

test('visits are counted in whole numbers, one of them alone, and about where they are not whole', async () => {
  expect(reliabilityWords(reliability(4, 4))).toContain('With 4 visits a centre the score is 0.73 reliable. 4 visits each are');
  expect(reliabilityWords(reliability(3.7, 1))).toContain('With about 4 visits a centre the score is 0.73 reliable. One visit each is');
  expect(reliabilityWords(reliability(1, null))).toContain('With 1 visit a centre the score is 0.73 reliable. No number');
  await setLanguage('de');
  expect(reliabilityWords(reliability(4, 4))).toContain('Mit 4 Besuchen je Betrieb');
  expect(reliabilityWords(reliability(1.2, 4))).toContain('Mit etwa 1 Besuch je Betrieb');
  await setLanguage('en');
});
