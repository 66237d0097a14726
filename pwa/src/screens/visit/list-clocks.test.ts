/** Which clocks run follows the store: the newest reading stands, and one that a dead store broke off is made up for. */
import 'fake-indexeddb/auto';
import { effect } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Definition } from '../../engine';
import { answersOf } from '../../store/answers';
import { StoreDead, storeDead } from '../../store/db';
import type { AnswerRow, VisitRow } from '../../store/schema';
import { keepChecklist, keepVisit } from '../../store/visits';
import { visits } from '../../sync';
import { closesFirst, followClocks, waiting } from './list-clocks';

vi.mock('../../store/answers', async (load) => {
  const real = await load<typeof import('../../store/answers')>();
  return { ...real, answersOf: vi.fn(real.answersOf) };
});

const base = {
  guidance: null, good: null, poor: null, kind: 'basic', required: true, critical: null, weight: 1, scored: false, bonus: false, allow_na: false,
  allow_not_observed: false, visible_if: null, photo: { min: 0, max: 3, when: null }, comment: { when: null },
};
const definition = {
  id: 'c', title: { en: 'C' }, language: 'en', languages: ['en'],
  sections: [
    {
      id: 'form', title: { en: 'Form' }, intro: null, touchpoint: 'web_lead', team: null, weight: 1, gate: null, visible_if: null,
      questions: [
        { ...base, id: 'sent_at', type: 'timestamp', text: { en: 'When?' } },
        { ...base, id: 'reply', type: 'duration', text: { en: 'How long?' }, clock: { start: 'sent_at', contact: 'person', opens: 0, closes: 3600 } },
      ],
    },
  ],
} as unknown as Definition;

const second = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
const sentAt = second(Date.now());
const answers = [{ question_id: 'sent_at', state: 'answered', value: sentAt, comment: null, waiver: null, updated_at: sentAt, revision_id: 'r' }];
const visit = { id: 'v', status: 'awaiting_follow_up', checklist: { version_id: 'c1' }, answers, notes: [], photos: [], arrived_at: null, left_at: null };
const row = (): VisitRow => ({ id: 'v', account: 'me', visit, fetched_at: sentAt }) as never;
const closes = second(Date.parse(sentAt) + 3_600_000);
const reading = vi.mocked(answersOf);
let stop: () => void;

beforeEach(async () => {
  await keepChecklist({ id: 'c1', definition } as never);
  await keepVisit('me', visit as never);
  visits.value = [];
  stop = effect(followClocks);
  await vi.waitFor(() => expect(waiting.value.size).toBe(0));
});
afterEach(() => stop());

test('a reading that a slow store answers late does not take away what a newer one has shown', async () => {
  let answer: (rows: AnswerRow[]) => void = () => undefined;
  const late = new Promise<AnswerRow[]>((resolve) => (answer = resolve));
  reading.mockReturnValueOnce(late);
  visits.value = [row()];
  await vi.waitFor(() => expect(reading).toHaveBeenCalled());
  visits.value = [row()];
  await vi.waitFor(() => expect(closesFirst(row())).toBe(closes));
  answer([]);
  await late;
  for (let turn = 0; turn < 10; turn++) await null;
  expect(closesFirst(row())).toBe(closes);
});

test('what a dead store broke off is read when it lives again', async () => {
  reading.mockImplementationOnce(() => {
    storeDead.value = true;
    return Promise.reject(new StoreDead('gone'));
  });
  visits.value = [row()];
  await vi.waitFor(() => expect(storeDead.value).toBe(true));
  expect(waiting.value.size).toBe(0);
  storeDead.value = false;
  await vi.waitFor(() => expect(closesFirst(row())).toBe(closes));
});
