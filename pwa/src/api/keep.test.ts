/** What a manager reads offline: whose it is, how much there may be of it, and when it goes. */
import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BUDGET, close, DAYS, forget, forgetAccount, forgetMarks, keep, keepMarks, kept, keptMarks, LARGEST, namesOf } from './keep';

const MB = 1_000_000;
const picture = (bytes: number): Blob => new Blob([new Uint8Array(bytes)]);

beforeEach(async () => {
  await close('copies');
  await close('marks');
  vi.stubGlobal('indexedDB', new IDBFactory());
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function isKept(...names: string[]): Promise<boolean[]> {
  return Promise.all(names.map(async (name) => (await kept('ann', name)) !== null));
}

test('a copy comes back with the moment it was made', async () => {
  vi.useFakeTimers({ now: new Date('2026-11-14T10:32:00Z'), toFake: ['Date'] });
  await keep('ann', 'desk-1', { score: 812 });
  vi.setSystemTime(new Date('2026-11-16T08:00:00Z'));
  expect(await kept('ann', 'desk-1')).toEqual({ at: '2026-11-14T10:32:00.000Z', value: { score: 812 } });
});

test('another account sees neither a copy nor that there is one', async () => {
  await keep('ann', 'desk-1', 'secret');
  expect(await kept('bob', 'desk-1')).toBeNull();
  expect(await namesOf('bob', 'desk-')).toEqual(new Set());
  expect(await namesOf('ann', 'desk-')).toEqual(new Set(['1']));
});

test('the sign-in page deletes every copy under an open connection; unfinished marks wait for their owner', async () => {
  await keep('ann', 'visit-1', 'seen');
  await keepMarks('ann', 'visit-1', { q1: 'accepted' });
  await deleteDB('insideout-seen');
  expect(await kept('ann', 'visit-1')).toBeNull();
  expect((await keptMarks('ann', 'visit-1'))?.value).toEqual({ q1: 'accepted' });
  expect(await keptMarks('bob', 'visit-1')).toBeNull();
  await keep('bob', 'visit-2', 'seen');
  expect((await kept('bob', 'visit-2'))?.value).toBe('seen');
});

test('signing out leaves nothing of the person, and the marks of another', async () => {
  await keep('ann', 'visit-1', 'seen');
  await keepMarks('ann', 'visit-1', 'work');
  await keepMarks('bob', 'visit-2', 'work');
  await forgetAccount('ann');
  expect(await kept('ann', 'visit-1')).toBeNull();
  expect(await keptMarks('ann', 'visit-1')).toBeNull();
  expect((await keptMarks('bob', 'visit-2'))?.value).toBe('work');
});

test('marks of a decided visit go alone', async () => {
  await keepMarks('ann', 'visit-1', 'work');
  await keepMarks('ann', 'visit-2', 'work');
  await forgetMarks('ann', 'visit-1');
  expect(await keptMarks('ann', 'visit-1')).toBeNull();
  expect((await keptMarks('ann', 'visit-2'))?.value).toBe('work');
});

test('one thing is forgotten alone', async () => {
  await keep('ann', 'a', 1);
  await keep('ann', 'b', 2);
  await forget('ann', 'a');
  expect(await isKept('a', 'b')).toEqual([false, true]);
});

test('beyond the budget the copy not looked at for the longest goes first', async () => {
  const size = LARGEST - MB;
  const fit = Math.floor(BUDGET / size);
  for (let n = 0; n < fit; n += 1) await keep('ann', `photo-${n}`, picture(size));
  await kept('ann', 'photo-0');
  await keep('ann', 'photo-new', picture(size));
  expect(await isKept('photo-0', 'photo-1', 'photo-2', 'photo-new')).toEqual([true, false, true, true]);
});

test('what is larger than any one thing may be is not kept, and pushes nothing out', async () => {
  await keep('ann', 'desk-1', 'seen');
  await keep('ann', 'report', picture(LARGEST + 1));
  expect(await isKept('desk-1', 'report')).toEqual([true, false]);
});

test('a copy older than a session lives is not shown and goes with the next write', async () => {
  vi.useFakeTimers({ now: new Date('2026-11-14T10:32:00Z'), toFake: ['Date'] });
  await keep('ann', 'desk-1', 'seen');
  vi.setSystemTime(Date.now() + (DAYS + 1) * 86_400_000);
  expect(await isKept('desk-1')).toEqual([false]);
  await keep('ann', 'desk-2', 'seen');
  vi.setSystemTime(new Date('2026-11-14T10:33:00Z'));
  expect(await isKept('desk-1', 'desk-2')).toEqual([false, true]);
});

test('a full device: copies make room for the new one', async () => {
  await keep('ann', 'a', picture(LARGEST));
  await keep('ann', 'b', picture(LARGEST));
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await keep('ann', 'c', picture(LARGEST));
  expect(put).toHaveBeenCalled();
  expect(await isKept('a', 'b', 'c')).toEqual([false, false, true]);
});

test('a device that refuses every write disturbs nobody, and what was kept stays readable', async () => {
  await keep('ann', 'desk-1', 'seen');
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await expect(keep('ann', 'desk-2', 'seen')).resolves.toBeUndefined();
  vi.restoreAllMocks();
  expect(await isKept('desk-1', 'desk-2')).toEqual([true, false]);
});

test('without a store at all nothing is kept and nothing thrown', async () => {
  vi.stubGlobal('indexedDB', { open: () => { throw new DOMException('no', 'SecurityError'); } });
  await expect(keep('ann', 'desk-1', 'seen')).resolves.toBeUndefined();
  expect(await kept('ann', 'desk-1')).toBeNull();
});

test('a drawer of the first version, which did not know whose its rows were, is emptied', async () => {
  const old = await openDB('insideout-desk', 1, { upgrade: (db) => void db.createObjectStore('kept') });
  await old.put('kept', { at: '', value: 'whose?' }, 'marks-1');
  old.close();
  await keepMarks('ann', 'visit-1', 'work');
  const db = await openDB('insideout-desk', 2);
  expect([...db.objectStoreNames]).toEqual(['entries', 'values']);
  db.close();
});

const GIVEN = '2026-11-01T09:00:00Z';
const placed = (updated_at: string) => ({ question_id: 'where', state: 'answered', value: { lat: 51.5, lon: -0.1, accuracy_m: 12 }, updated_at });
const desk = (...answers: object[]) => ({ visit: { id: 'v', answers, photos: [] }, before: null, bytes: new ArrayBuffer(2) });
const GONE = { question_id: 'where', state: 'answered', value: { expired: true } };

async function stored(name: string): Promise<string> {
  const db = await openDB('insideout-seen');
  const found = JSON.stringify(await db.get('values', `ann ${name}`));
  db.close();
  return found;
}

test('a position goes from a copy when the server deletes it, and the rest of the copy stays', async () => {
  vi.useFakeTimers({ now: new Date('2026-11-20T10:00:00Z'), toFake: ['Date'] });
  const warm = { question_id: 'warm', value: 'yes', updated_at: GIVEN };
  await keep('ann', 'desk-1', desk(placed(GIVEN), warm));
  vi.setSystemTime(new Date('2026-12-01T08:59:00Z'));
  expect((await kept('ann', 'desk-1'))?.value).toEqual(desk(placed(GIVEN), warm));
  vi.setSystemTime(new Date('2026-12-01T09:00:00Z'));
  expect((await kept('ann', 'desk-1'))?.value).toEqual(desk({ ...GONE, updated_at: GIVEN }, warm));
});

test('it goes from the device itself with the next start of the app, and with the next copy', async () => {
  vi.useFakeTimers({ now: new Date('2026-11-20T10:00:00Z'), toFake: ['Date'] });
  const later = '2026-11-10T09:00:00Z';
  await keep('ann', 'desk-1', desk(placed(GIVEN), placed(later)));
  vi.setSystemTime(new Date('2026-12-02T09:00:00Z'));
  await close('copies');
  await kept('ann', 'anything');
  expect(await stored('desk-1')).toBe(JSON.stringify(desk({ ...GONE, updated_at: GIVEN }, placed(later))));
  vi.setSystemTime(new Date('2026-12-11T09:00:00Z'));
  await keep('ann', 'desk-2', 'seen');
  expect(await stored('desk-1')).not.toContain('lat');
});

test('in the trail of a visit too, and a position without a time is not kept at all', async () => {
  vi.useFakeTimers({ now: new Date('2026-11-20T10:00:00Z'), toFake: ['Date'] });
  await keep('ann', 'trail-1', [{ action: 'visit.two_answers', details: { questions: [{ answers: [placed('2026-10-01T09:00:00Z')] }] } }]);
  await keep('ann', 'odd', { value: { lat: 1, lon: 2 } });
  expect(JSON.stringify((await kept('ann', 'trail-1'))?.value)).not.toContain('lat');
  expect((await kept('ann', 'odd'))?.value).toEqual({ value: { expired: true } });
});

test('copies of a version that did not look for positions are emptied, marks are not', async () => {
  const stores = { upgrade: (db: { createObjectStore: (name: string) => unknown }) => void ['entries', 'values'].map((name) => db.createObjectStore(name)) };
  const old = await openDB('insideout-seen', 2, stores as never);
  await old.put('values', desk(placed(GIVEN)), 'ann desk-1');
  old.close();
  await keepMarks('ann', 'visit-1', 'work');
  await kept('ann', 'desk-1');
  expect(await stored('desk-1')).toBe(JSON.stringify(undefined));
  await close('marks');
  expect((await keptMarks('ann', 'visit-1'))?.value).toBe('work');
});
