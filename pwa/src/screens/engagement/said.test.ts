import { expect, test } from 'vitest';
import { begin, isReady, itemsOf, NEW, OPEN, OUT, type Said } from './said';
import type { FileQuestion, Questions } from './types';

const question = (code: string, more: Partial<FileQuestion> = {}): FileQuestion => ({
  code,
  answers: 6,
  texts: 0,
  lowest: 1,
  highest: 5,
  dimension: null,
  reversed: false,
  scale_min: null,
  scale_max: null,
  guess: null,
  ...more,
});
const asked: Questions = {
  dimensions: [],
  questions: [
    question('voice_r', { dimension: 'voice', guess: 'name', reversed: true }),
    question('recommend', { dimension: 'recommend', guess: 'before', scale_min: 0, scale_max: 10 }),
    question('remarks', { guess: 'before' }),
    question('q7'),
    question('coffee', { answers: 0, texts: 6, dimension: 'voice', guess: 'name' }),
  ],
};

test('a guess is a beginning, nobody knows is open, and left out before is left out again', () => {
  const said = begin(asked);
  expect(Object.values(said).map(({ choice }) => choice)).toEqual(['voice', 'recommend', OUT, OPEN, OUT]);
  expect(Object.values(said).map(isReady)).toEqual([true, true, true, false, true]);
});

test('what a person said of a question stays with a mended file', () => {
  const mine: Said = { ...begin(asked)['q7']!, choice: NEW, name: 'Team spirit', touched: true };
  const again = begin(asked, { q7: mine, gone: mine });
  expect(Object.keys(again)).toEqual(['voice_r', 'recommend', 'remarks', 'q7', 'coffee']);
  expect(again['q7']).toBe(mine);
});

test('a scale has both ends in order or none, and a dimension of its own has a name', () => {
  const mine: Said = { choice: 'voice', name: '', reversed: false, low: '', high: '', touched: true };
  const ready = (changes: Partial<Said>) => isReady({ ...mine, ...changes });
  expect([ready({}), ready({ low: '0', high: '10' }), ready({ low: '1,5', high: '5' })]).toEqual([true, true, true]);
  expect([ready({ low: '1' }), ready({ low: '5', high: '1' }), ready({ high: 'x' }), ready({ choice: NEW })]).toEqual([false, false, false, false]);
});

test('it goes out as the server reads it', () => {
  const said = begin(asked);
  expect(itemsOf({ ...said, q7: { ...said['q7']!, choice: NEW, name: ' Team spirit ', low: '0', high: '6,5' } })).toEqual({
    voice_r: { dimension: 'voice', reversed: true },
    recommend: { dimension: 'recommend', reversed: false, scale_min: 0, scale_max: 10 },
    remarks: { dimension: null, reversed: false },
    coffee: { dimension: null, reversed: false },
    q7: { dimension: 'Team spirit', reversed: false, scale_min: 0, scale_max: 6.5 },
  });
});
