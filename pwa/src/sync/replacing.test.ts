/** A photo that takes the place of another: no moment without evidence, nothing of the old one left, no way back too late. */
import { beforeEach, expect, test } from 'vitest';
import { prepareRest } from '../photos';
import { allOps, opsOf, releaseOps } from '../store/outbox';
import { addPhoto, describePhotos, finishPhoto, getPhoto, photoBytes, photosOf, removePhoto, restorePhoto } from '../store/photos';
import { replacePhoto, undoReplace } from '../store/replaced';
import type { PhotoRow } from '../store/schema';
import { wipeDeleted } from '../store/wiped';
import { drainRound } from './drain';
import { ACCOUNT, freshServer, photo, summary, VISIT, type Server } from './scripted.test-server';

let server: Server;
let clock = 0;

beforeEach(async () => {
  server = await freshServer();
  clock = Date.now();
});

const round = () => drainRound(ACCOUNT, () => undefined, () => clock);
const bytes = (n: number): ArrayBuffer => new Uint8Array([n, n, n]).buffer;
const shown = async (): Promise<string[]> => (await photosOf(VISIT)).filter((row) => !row.deleted).map((row) => row.id);

async function take(id: string, fields: Partial<PhotoRow> = {}): Promise<void> {
  await addPhoto(photo(id, fields), bytes(1));
  const made = { sha256: `sha-${id}`, type: 'image/jpeg', width: 1, height: 1, thumb: bytes(9), original: false };
  await finishPhoto(id, { data: bytes(1), takenAt: '2026-11-22T09:00:00.000Z', ...made });
}

async function blur(old: string, id: string): Promise<PhotoRow | null> {
  const row = photo(id, { state: 'wait', sha256: `sha-${id}`, thumb: bytes(8), taken_at: (await getPhoto(old))?.taken_at ?? null });
  return replacePhoto(old, { row, data: bytes(2) }, clock);
}

/** What a query of the one upload said. */
async function uploads(): Promise<string[]> {
  const urls: string[] = [];
  const real = globalThis.fetch;
  globalThis.fetch = ((url: string, init: RequestInit) => {
    if (init.method === 'PUT') urls.push(url.replace('/api/v1/photos/', ''));
    return real(url, init);
  }) as typeof fetch;
  await round();
  globalThis.fetch = real;
  return urls;
}

test('the new photo has the place, question, words and time of the old one', async () => {
  await take('a');
  await take('b', { question_id: 'q2' });
  await take('c');
  await describePhotos({ b: { caption: 'The desk' } });
  await blur('b', 'b2');
  expect(await shown()).toEqual(['a', 'b2', 'c']);
  expect(await getPhoto('b2')).toMatchObject({ question_id: 'q2', caption: 'The desk', taken_at: '2026-11-22T09:00:00.000Z', rank: 1 });
});

test('a photo that was not sent is never sent once another takes its place', async () => {
  await take('old');
  await blur('old', 'new');
  clock += 10_000;
  expect(await uploads()).toEqual([expect.stringMatching(/^new\?.*replaces=old$/)]);
  expect([...server.photos.keys()]).toEqual(['new']);
  expect(await allOps()).toEqual([]);
});

test('a sent photo is replaced at the server by one request that names it', async () => {
  await take('old');
  await round();
  await blur('old', 'new');
  expect(summary(await allOps())).toEqual(['photo:new wait']);
  clock += 10_000;
  expect(await uploads()).toEqual([expect.stringContaining('replaces=old')]);
  expect(server.paths('DELETE')).toEqual([]);
});

test('a second change names every photo that may have left the phone', async () => {
  await take('a');
  await round();
  await blur('a', 'b');
  await blur('b', 'c');
  expect((await getPhoto('c'))?.replaces).toEqual(['a']);
  clock += 10_000;
  server.faults = ['lost'];
  await round();
  await blur('c', 'd');
  expect((await getPhoto('d'))?.replaces).toEqual(['c', 'a']);
});

test('the change can be undone while it has not left the phone, whether the old photo was sent or not', async () => {
  await take('sent');
  await round();
  await take('unsent');
  for (const id of ['sent', 'unsent']) {
    await blur(id, `${id}-new`);
    expect(await undoReplace(id, `${id}-new`, clock)).toBe(true);
  }
  expect(await shown()).toEqual(['sent', 'unsent']);
  expect(await getPhoto('sent-new')).toBeUndefined();
  expect(await photoBytes('unsent-new')).toBeUndefined();
  await round();
  expect([...server.photos.keys()].sort()).toEqual(['sent', 'unsent']);
  expect(await allOps()).toEqual([]);
});

test('undo comes too late once the photo may be on its way', async () => {
  await take('old');
  await blur('old', 'new');
  clock += 7_000;
  expect(await undoReplace('old', 'new', clock)).toBe(false);
  expect(await shown()).toEqual(['new']);
});

test('"Send now" leaves a change its time to be undone', async () => {
  await take('old');
  await blur('old', 'new');
  await releaseOps(() => true);
  await round();
  expect(server.paths('PUT')).toEqual([]);
});

test('after the time to undo nothing of the old picture is on the phone, signal or not', async () => {
  await take('old');
  await blur('old', 'new');
  await wipeDeleted(clock + 1_000);
  expect(await photoBytes('old')).toBeDefined();
  await wipeDeleted(clock + 7_000);
  expect([await photoBytes('old'), (await getPhoto('old'))?.thumb]).toEqual([undefined, null]);
  expect(await photoBytes('new')).toBeDefined();
});

test('a start after a killed page wipes what was left, also when the clock was set back', async () => {
  await take('old');
  clock = Date.now() + 3_600_000;
  await blur('old', 'new');
  await prepareRest(ACCOUNT);
  expect(await photoBytes('old')).toBeUndefined();
});

test('what was not yet shrunk when it was replaced leaves no bytes behind', async () => {
  await addPhoto(photo('old'), bytes(1));
  await blur('old', 'new');
  await wipeDeleted(clock + 7_000);
  const late = { data: bytes(5), sha256: 'x', type: 'image/jpeg', width: 1, height: 1, thumb: null, original: false, takenAt: null };
  expect(await finishPhoto('old', late)).toBeNull();
  expect(await photoBytes('old')).toBeUndefined();
});

test('a change of a photo that was deleted meanwhile is given up', async () => {
  await take('old');
  await removePhoto('old', clock);
  expect(await blur('old', 'new')).toBeNull();
  expect([await getPhoto('new'), await photoBytes('new')]).toEqual([undefined, undefined]);
});

test('deleting a photo that never came deletes the one whose place it was to take, and undo takes that back', async () => {
  await take('old');
  await round();
  await blur('old', 'new');
  await removePhoto('new', clock);
  expect(summary(await opsOf(VISIT))).toEqual(['delete:new wait', 'delete:old wait']);
  await restorePhoto('new');
  expect(summary(await opsOf(VISIT))).toEqual(['photo:new wait']);
  await removePhoto('new', clock);
  clock += 10_000;
  await round();
  expect(server.paths('DELETE').sort()).toEqual(['/photos/new', '/photos/old']);
  expect(await allOps()).toEqual([]);
});

test('a write that fails in the middle leaves the old photo as it was', async () => {
  await take('old');
  const row = { ...photo('new'), thumb: (() => undefined) as never };
  await expect(replacePhoto('old', { row, data: bytes(2) }, clock)).rejects.toThrow();
  expect(await shown()).toEqual(['old']);
  expect(await photoBytes('new')).toBeUndefined();
  expect(summary(await allOps())).toEqual(['photo:old wait']);
});

test('words and order changed after sending are told, a raw position leaves the phone for good', async () => {
  await take('a');
  await describePhotos({ a: { position: { lat: 48.1, lon: 11.5, accuracy_m: 12 } } });
  await round();
  expect(server.seen.find((call) => call.method === 'PATCH')?.body).toMatchObject({ position: { lat: 48.1 } });
  expect(server.seen.find((call) => call.method === 'PUT')?.path).toBe('/photos/a');
  expect((await getPhoto('a'))?.position).toBeUndefined();
  await describePhotos({ a: { rank: 7 } });
  await round();
  expect(server.seen.at(-1)?.body).toEqual({ caption: '', question_id: 'q1', rank: 7 });
});
