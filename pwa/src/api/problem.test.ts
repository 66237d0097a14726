/** Why background work failed is said in the reader's language; what has no words there keeps the server's sentence. */
import { afterEach, expect, test } from 'vitest';
import { setLanguage } from '../i18n';
import { wordsOf, type FieldProblem } from './problem';

const told = (code: string, errors: FieldProblem[] = []) => ({ code, detail: 'In English.', errors });

afterEach(() => setLanguage('en'));

test('by its code, and by the field before it', async () => {
  await setLanguage('de');
  expect(wordsOf(told('export.failed'))).toMatch(/^Der Export ließ sich nicht erstellen/);
  const rows = { pointer: '/form', code: 'in_background', message: 'In English.', values: { visits: 4711 } };
  expect(wordsOf(told('export.in_background', [rows]))).toContain('4711 Besuchen');
  expect(wordsOf(told('export.of_tomorrow'))).toBe('In English.');
});

test('in English as the server says it, and nothing where nothing failed', () => {
  expect(wordsOf(told('export.failed'))).toBe('In English.');
  expect(wordsOf(null)).toBe('');
});
