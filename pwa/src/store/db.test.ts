/** A connection the system has closed under us: one new try, then a clear signal. */
import 'fake-indexeddb/auto';
import { IDBFactory, IDBTransaction as FDBTransaction } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { saveAnswers, answersOf, stampAnswer } from './answers';
import { forget, StoreDead, storeDead, unlessDead, use } from './db';
import { changeVisit, getVisit, keepVisit } from './visits';
import type { Visit, WireAnswer } from './wire';

beforeEach(async () => {
  await forget();
  vi.stubGlobal('indexedDB', new IDBFactory());
  storeDead.value = false;
});

const change = { visit_id: 'v', question_id: 'q', state: 'answered' as const, value: 'yes', comment: null, waiver: null };

const fromServer = (...answers: WireAnswer[]): Visit => ({ id: 'v', answers, notes: [], photos: [], arrived_at: null, left_at: null }) as never;

test('an answer is saved although the connection was closed under it', async () => {
  await use(async (db) => db.close());
  await saveAnswers('u', [{ answer: stampAnswer(change), hidden: false }]);
  expect(await answersOf('v')).toHaveLength(1);
  expect(storeDead.value).toBe(false);
});

test('a tap is committed before anything else happens: a page that ends right after it keeps the answer', async () => {
  await answersOf('v');
  const commit = vi.spyOn(FDBTransaction.prototype, 'commit');
  const saved = saveAnswers('u', [{ answer: stampAnswer(change), hidden: false }]);
  // Promises that are there already may go on; nothing of the outside, such as the reply of the disk, comes between.
  for (let turn = 0; turn < 20; turn++) await null;
  expect(commit).toHaveBeenCalledOnce();
  await saved;
  expect(await answersOf('v')).toHaveLength(1);
});

test('a second failure raises the banner, a later success takes it down', async () => {
  const dead = (): Promise<never> => Promise.reject(new DOMException('gone', 'InvalidStateError'));
  await expect(use(dead)).rejects.toThrow(new StoreDead('gone'));
  expect(storeDead.value).toBe(true);
  await expect(use(dead).catch(unlessDead)).resolves.toBeUndefined();
  await expect(use(() => Promise.reject(new TypeError('ours'))).catch(unlessDead)).rejects.toThrow('ours');
  await saveAnswers('u', [{ answer: stampAnswer(change), hidden: false }]);
  expect(storeDead.value).toBe(false);
});

test('calls that fail together on one dead connection open one new one', async () => {
  await use(async (db) => db.close());
  const opened = vi.spyOn(indexedDB, 'open');
  const row = (question_id: string) => [{ answer: stampAnswer({ ...change, question_id }), hidden: false }];
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => saveAnswers('u', row(id))));
  expect(await answersOf('v')).toHaveLength(5);
  expect([opened.mock.calls.length, storeDead.value]).toEqual([1, false]);
});

test('a store that a newer app has changed raises the banner, and is opened again once it fits', async () => {
  await forget();
  const newer = indexedDB.open('inside-out', 99);
  await new Promise((resolve) => (newer.onsuccess = resolve));
  await expect(answersOf('v')).rejects.toThrow();
  expect(storeDead.value).toBe(true);
  vi.stubGlobal('indexedDB', new IDBFactory());
  expect(await answersOf('v')).toEqual([]);
  expect(storeDead.value).toBe(false);
});

test('a changed answer is newer than the one it replaces, whatever the clock says', () => {
  const first = stampAnswer(change, new Date('2026-11-22T10:00:00Z'));
  const second = stampAnswer(first, new Date('2026-11-22T09:00:00Z'));
  expect(second.updated_at > first.updated_at).toBe(true);
});

test('the newest answer wins when the server knows one too', async () => {
  const early = { ...stampAnswer(change, new Date('2026-11-22T10:00:00Z')) };
  const { visit_id: _, ...late } = { ...stampAnswer({ ...change, value: 'no' }, new Date('2026-11-22T11:00:00Z')) };
  await saveAnswers('u', [{ answer: early, hidden: false }]);
  await keepVisit('u', fromServer(late));
  expect(await answersOf('v')).toMatchObject([{ value: 'no' }]);
  await keepVisit('u', fromServer({ ...late, value: 'old', updated_at: '2026-11-22T09:00:00Z' }));
  expect(await answersOf('v')).toMatchObject([{ value: 'no' }]);
});

test('a visit is kept with all its answers or not at all', async () => {
  const broken = { ...stampAnswer(change), question_id: undefined } as never;
  await expect(keepVisit('u', fromServer(broken))).rejects.toThrow();
  expect(await getVisit('v')).toBeUndefined();
});

test('a time that an older version kept in the visit alone outlives a look at the server, until that knows one', async () => {
  const arrived = async () => (await getVisit('v'))?.visit.arrived_at;
  await keepVisit('u', fromServer());
  await changeVisit('v', { arrived_at: '2026-11-20T10:05:00Z' });
  await keepVisit('u', fromServer());
  expect(await arrived()).toBe('2026-11-20T10:05:00Z');
  await keepVisit('u', { ...fromServer(), arrived_at: '2026-11-20T10:07:00Z' });
  expect(await arrived()).toBe('2026-11-20T10:07:00Z');
});

test('a position the server has deleted goes from the phone too, but not one that was given since', async () => {
  const first = stampAnswer({ ...change, value: { lat: 1, lon: 2, accuracy_m: 3 } });
  await saveAnswers('u', [{ answer: first, hidden: false }]);
  const { visit_id: _, ...theirs } = { ...first, value: { expired: true } };
  await keepVisit('u', fromServer(theirs));
  expect((await answersOf('v'))[0]?.value).toEqual({ expired: true });
  const second = stampAnswer({ ...first, value: { lat: 4, lon: 5, accuracy_m: 6 } });
  await saveAnswers('u', [{ answer: second, hidden: false }]);
  await keepVisit('u', fromServer(theirs));
  expect((await answersOf('v'))[0]?.value).toEqual({ lat: 4, lon: 5, accuracy_m: 6 });
});
