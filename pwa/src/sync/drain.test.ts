/** The queue against a server that loses replies, fails, refuses and forgets. */
import { beforeEach, expect, test, vi } from 'vitest';
import { saveAnswers, stampAnswer } from '../store/answers';
import { allOps, dropOp, enqueue, releaseOps } from '../store/outbox';
import { addPhoto, finishPhoto, getPhoto, photoBytes, photosOf, removePhoto, restorePhoto } from '../store/photos';
import { getVisit, keepVisit } from '../store/visits';
import { drainRound, nextBatch } from './drain';
import { fetchVisit } from './exchange';
import { ACCOUNT, freshServer, photo, summary, VISIT, visit, type Server } from './scripted.test-server';

let server: Server;
let clock = 0;

beforeEach(async () => {
  server = await freshServer();
  clock = 1_000_000;
});

const now = (): number => clock;
const round = () => drainRound(ACCOUNT, () => undefined, now);

async function answer(question: string, value: unknown = 'yes', hidden = false): Promise<void> {
  const change = { visit_id: VISIT, question_id: question, state: 'answered' as const, value, comment: null, waiver: null };
  await saveAnswers(ACCOUNT, [{ answer: stampAnswer(change), hidden }]);
}

async function takePhoto(id: string): Promise<void> {
  const data = new Uint8Array([1, 2, 3]).buffer;
  await addPhoto(photo(id), data);
  await finishPhoto(id, { data, sha256: `sha-${id}`, type: 'image/jpeg', width: 1, height: 1, thumb: null, original: false, takenAt: null });
}

async function submit(): Promise<void> {
  const body = { key: 'k1', answer_count: 1, hidden: [], client_score: {}, arrived_at: null, left_at: null, submitted_at: '' };
  await enqueue({ kind: 'submit', account: ACCOUNT, visit_id: VISIT, subject: VISIT, stamp: 'k1', body });
}

async function wholeVisit(): Promise<void> {
  await answer('q1');
  await takePhoto('p1');
  await takePhoto('p2');
  await submit();
}

/** Rounds until nothing moves, with time passing between them. */
async function untilQuiet(): Promise<void> {
  for (let i = 0; i < 30 && (await allOps()).some((op) => op.state === 'wait'); i++) {
    await round();
    clock += 400_000;
  }
}

test('answers go before photos and the submission last, with the manifest', async () => {
  await wholeVisit();
  await round();
  expect(server.seen.map((call) => call.path)).toEqual(['/visits/v1/answers', '/photos/p1', '/photos/p2', '/visits/v1/submission']);
  expect(server.seen[3]?.headers).toMatchObject({ 'Idempotency-Key': 'k1', 'X-Account': ACCOUNT });
  expect(server.seen[3]?.body).toMatchObject({ photos: [{ id: 'p1', sha256: 'sha-p1' }, { id: 'p2', sha256: 'sha-p2' }] });
  expect(await allOps()).toEqual([]);
  expect(await photoBytes('p1')).toBeUndefined();
});

test('lost replies and cuts end in one submission and nothing left', async () => {
  await wholeVisit();
  server.faults = ['lost', 'cut', 'lost', 'lost', 'cut', 'lost'];
  await untilQuiet();
  expect([server.photos.size, server.submissions.size, (await allOps()).length]).toEqual([2, 1, 0]);
});

test('a failing server is left alone for a while and Retry-After is honoured', async () => {
  await takePhoto('p1');
  server.faults = [{ status: 503 }, { status: 429, headers: { 'Retry-After': '120' } }];
  await round();
  clock += 5_000;
  const end = await round();
  expect(end).toMatchObject({ why: 'busy' });
  expect(end.nextAt).toBeGreaterThanOrEqual(clock + 120_000);
  await round();
  expect(server.paths('PUT')).toHaveLength(2);
  await untilQuiet();
  expect(server.photos.size).toBe(1);
});

test('three failures in a row end the round', async () => {
  for (const id of ['p1', 'p2', 'p3', 'p4', 'p5']) await takePhoto(id);
  server.faults = [{ status: 500 }, { status: 502 }, { status: 500 }];
  expect((await round()).why).toBe('busy');
  expect(server.paths('PUT')).toHaveLength(3);
});

test('an expired session stops everything and keeps everything', async () => {
  await wholeVisit();
  server.faults = [{ status: 401 }];
  expect((await round()).why).toBe('signIn');
  expect([server.seen.length, (await allOps()).length]).toEqual([1, 4]);
});

test('somebody else signed in stops everything too', async () => {
  await wholeVisit();
  server.faults = [{ status: 409, code: 'account_mismatch' }];
  expect((await round()).why).toBe('signIn');
});

test('a refused photo is put aside with its bytes, the others go, the submission waits', async () => {
  await wholeVisit();
  server.refuse.set('/photos/p1', { status: 422, code: 'photo.not_an_image' });
  await untilQuiet();
  expect(summary(await allOps())).toEqual(['photo:p1 attention', 'submit:v1 wait']);
  expect([await photoBytes('p1'), server.photos.has('p2'), server.submissions.size]).toMatchObject([{ id: 'p1' }, true, 0]);
});

test('a server that misses a photo gets it again, then the submission goes', async () => {
  await takePhoto('p1');
  await dropOp('photo:p1');
  await submit();
  await untilQuiet();
  expect(server.seen.map((call) => call.path)).toEqual(['/visits/v1/submission', '/photos/p1', '/visits/v1/submission']);
  expect([server.submissions.size, (await allOps()).length]).toEqual([1, 0]);
});

test('a photo the server misses and the phone no longer has needs a person', async () => {
  await takePhoto('p1');
  await round();
  server.photos.clear();
  await submit();
  await untilQuiet();
  expect(summary(await allOps())).toEqual(['submit:v1 attention']);
});

test('an answer changed while it is being sent is sent again', async () => {
  await answer('q1', 'yes');
  server.onRequest = async () => {
    if (server.seen.length === 1) await answer('q1', 'no');
  };
  await round();
  expect(server.paths('PATCH')).toHaveLength(2);
  expect(server.answers.get('q1')).toMatchObject({ value: 'no' });
});

test('a hidden answer stays on the phone and is cleared at the server', async () => {
  await answer('q1', 'yes', true);
  await round();
  expect(server.answers.get('q1')).toMatchObject({ state: 'cleared', value: null });
});

test('an answer the server does not take is put aside, the others of its batch are done', async () => {
  await answer('q1');
  await answer('bad');
  server.badAnswers.add('bad');
  await round();
  expect(summary(await allOps())).toEqual(['answer:v1/bad attention']);
  expect([...server.answers.keys()]).toEqual(['q1']);
});

test('a batch refused as a whole is sent one by one', async () => {
  await answer('q1');
  await answer('bad');
  server.onRequest = async ({ path, body }) => {
    const names = (body as { answers: { question_id: string }[] }).answers.map((row) => row.question_id);
    if (names.includes('bad')) server.refuse.set(path, { status: 422, code: 'invalid' });
    else server.refuse.clear();
  };
  await round();
  expect(summary(await allOps())).toEqual(['answer:v1/bad attention']);
  expect([...server.answers.keys()]).toEqual(['q1']);
});

test('a row without content is put aside instead of being tried for ever', async () => {
  await enqueue({ kind: 'photo', account: ACCOUNT, visit_id: VISIT, subject: 'gone', stamp: 'x' });
  await round();
  expect(summary(await allOps())).toEqual(['photo:gone attention']);
});

test('an echo of other bytes is no proof: the photo stays', async () => {
  await takePhoto('p1');
  server.refuse.set('/photos/p1', { status: 200, body: { sha256: 'other' } });
  await round();
  expect(summary(await allOps())).toEqual(['photo:p1 wait']);
  expect(await photoBytes('p1')).toBeDefined();
});

test('a deleted photo can be undone, and is told to the server only afterwards', async () => {
  await takePhoto('p1');
  await removePhoto('p1', clock);
  await round();
  expect(server.seen).toEqual([]);
  await restorePhoto('p1');
  expect(summary(await allOps())).toEqual(['photo:p1 wait']);
  await removePhoto('p1', clock);
  clock += 10_000;
  await round();
  expect([server.paths('DELETE'), await allOps(), await photoBytes('p1')]).toEqual([['/photos/p1'], [], undefined]);
  expect(await getPhoto('p1')).toMatchObject({ deleted: true, thumb: null });
});

test('an undo that comes while the server is being told brings the photo back under a new id', async () => {
  await takePhoto('p1');
  await removePhoto('p1', clock);
  clock += 10_000;
  server.onRequest = async ({ method }) => {
    if (method === 'DELETE') await restorePhoto('p1');
  };
  await round();
  await untilQuiet();
  const [kept] = (await photosOf(VISIT)).filter((row) => !row.deleted);
  expect(kept).toMatchObject({ sha256: 'sha-p1', state: 'sent' });
  expect(kept?.id).not.toBe('p1');
  expect(server.photos.get(kept?.id ?? '')).toBe('sha-p1');
});

test('a late reply does not bring a deleted photo back', async () => {
  await takePhoto('p1');
  await round();
  await removePhoto('p1', clock);
  clock += 10_000;
  await round();
  await keepVisit(ACCOUNT, { ...visit('in_progress'), photos: [photo('p1')] } as never);
  expect((await photosOf(VISIT)).filter((row) => !row.deleted)).toEqual([]);
  await restorePhoto('p1');
  expect((await photosOf(VISIT)).filter((row) => !row.deleted)).toEqual([]);
});

test('"Send now" leaves a deletion its time to be taken back', async () => {
  await takePhoto('p1');
  await removePhoto('p1', clock);
  await releaseOps(() => true);
  await round();
  expect(server.paths('DELETE')).toEqual([]);
});

test('what a hotel or a proxy answers puts nothing aside and ends no session', async () => {
  await wholeVisit();
  const foreign = (status: number) => ({ status, code: `http.${status}` });
  server.faults = [foreign(401), foreign(403), foreign(404)];
  expect((await round()).why).toBe('busy');
  expect((await allOps()).every((op) => op.state === 'wait')).toBe(true);
  await untilQuiet();
  expect([server.photos.size, server.submissions.size, (await allOps()).length]).toEqual([2, 1, 0]);
});

test('a busy server does not use up the tries of a submission that misses something', async () => {
  await takePhoto('p1');
  await dropOp('photo:p1');
  await submit();
  server.faults = Array.from({ length: 6 }, () => ({ status: 503 }));
  await untilQuiet();
  expect([server.submissions.size, (await allOps()).length]).toEqual([1, 0]);
});

test('a conflict that cannot be looked into for want of signal is tried again', async () => {
  await submit();
  server.faults = [{ status: 409, code: 'visit.wrong_state' }, 'cut'];
  await round();
  expect(summary(await allOps())).toEqual(['submit:v1 wait']);
});

test('half a reply is no proof', async () => {
  await answer('q1');
  server.refuse.set('/visits/v1/answers', { status: 200 });
  await round();
  expect(summary(await allOps())).toEqual(['answer:v1/q1 wait']);
});

test('a clock set back holds nothing up', async () => {
  await takePhoto('p1');
  server.faults = [{ status: 503 }];
  await round();
  clock -= 86_400_000;
  await round();
  expect(server.photos.size).toBe(1);
});

test('an older state of a visit does not replace a newer one', async () => {
  await keepVisit(ACCOUNT, { ...visit('submitted'), row_version: 9 } as never);
  let asked = 0;
  server.onRequest = async () => {
    server.refuse.set('/visits/v1', { status: 200, body: { ...visit('in_progress'), row_version: ++asked === 1 ? 3 : 9, status: asked === 1 ? 'in_progress' : 'submitted' } });
  };
  await fetchVisit(ACCOUNT, VISIT);
  expect([asked, (await getVisit(VISIT))?.visit.status]).toEqual([2, 'submitted']);
  expect(server.seen[0]?.headers['X-Account']).toBe(ACCOUNT);
});

test('a large photo on a slow line is given the time it needs', async () => {
  const data = new ArrayBuffer(8_000_000);
  await addPhoto(photo('big'), data);
  await finishPhoto('big', { data, sha256: 'x', type: 'image/heic', width: 1, height: 1, thumb: null, original: true, takenAt: null });
  const limits = vi.spyOn(AbortSignal, 'timeout');
  await round();
  expect(limits).toHaveBeenCalledWith(500_000);
});

test('nothing is sent for another account', async () => {
  await answer('q1');
  expect(nextBatch(await allOps(), 'somebody else', clock)).toEqual([]);
});
