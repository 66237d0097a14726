import { afterEach, expect, it } from 'vitest';
import { language } from '../i18n';
import { spanAfter, spanWords } from './span';

afterEach(() => void (language.value = 'en'));

it.each([
  [0, '0 s'],
  [-5, '0 s'],
  [59.9, '59 s'],
  [60, '1 min'],
  [61, '1 min 1 s'],
  [3 * 3600 + 12 * 60 + 40, '3 h 12 min'],
  [3 * 3600 + 40, '3 h'],
  [86_400, '1 day'],
  [2 * 86_400 + 4 * 3600, '2 days 4 h'],
])('%d seconds are %s', (seconds, words) => {
  expect(spanWords(seconds).replaceAll('\u00a0', ' ')).toBe(words);
});

it('says days in the reader’s language', () => {
  language.value = 'de';
  expect(spanWords(6 * 86_400).replace('\u00a0', ' ')).toBe('6 Tage');
  expect(spanAfter(6 * 86_400).replace('\u00a0', ' ')).toBe('6 Tagen');
  expect(spanAfter(86_400).replace('\u00a0', ' ')).toBe('1 Tag');
});
