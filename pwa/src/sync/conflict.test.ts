/** The server says "conflict": what it holds decides what is settled, what comes again, and what a person must see. */
import { beforeEach, expect, test } from 'vitest';
import { saveAnswers, stampAnswer } from '../store/answers';
import { allOps } from '../store/outbox';
import { addPhoto, finishPhoto, removePhoto, restorePhoto } from '../store/photos';
import { drainRound } from './drain';
import { ACCOUNT, freshServer, photo, summary, VISIT, visit, type Server } from './scripted.test-server';

let server: Server;
let clock = 0;

beforeEach(async () => {
  server = await freshServer();
  clock = 1_000_000;
});

const round = () => drainRound(ACCOUNT, () => undefined, () => clock);

async function answer(question: string): Promise<void> {
  const change = { visit_id: VISIT, question_id: question, state: 'answered' as const, value: 'yes', comment: null, waiver: null };
  await saveAnswers(ACCOUNT, [{ answer: stampAnswer(change), hidden: false }]);
}

test('a closed visit settles the answers that had arrived, and parks the one that came too late', async () => {
  await answer('q1');
  const [arrived] = await allOps();
  await answer('q2');
  const held = { question_id: 'q1', revision_id: arrived!.stamp.split(' ')[1], updated_at: '2026-11-22T10:00:00Z', state: 'answered', value: 'yes' };
  server.refuse.set('/visits/v1/answers', { status: 409, code: 'visit.wrong_state' });
  server.shown = { ...visit('submitted'), answers: [held] };
  await round();
  expect(summary(await allOps())).toEqual(['answer:v1/q2 attention']);
});

test('a photo that another device has deleted is not asked for again', async () => {
  await addPhoto(photo('p1'), new ArrayBuffer(3));
  await removePhoto('p1', clock - 10_000);
  server.refuse.set('/photos/p1', { status: 409, code: 'visit.wrong_state' });
  server.shown = visit('submitted');
  await round();
  expect(await allOps()).toEqual([]);
});

test('a conflict while the visit is open comes again a few times, and then to a person', async () => {
  await answer('q1');
  server.refuse.set('/visits/v1/answers', { status: 409, code: 'conflict' });
  for (let i = 0; i < 10; i++, clock += 400_000) await round();
  expect(server.paths('PATCH').length).toBeGreaterThan(2);
  expect(summary(await allOps())).toEqual(['answer:v1/q1 attention']);
});

test('a photo taken back comes under a new id when the server had heard of the delete without its reply', async () => {
  const data = new ArrayBuffer(3);
  await addPhoto(photo('p1'), data);
  await finishPhoto('p1', { data, sha256: 'sha-p1', type: 'image/jpeg', width: 1, height: 1, thumb: null, original: false, takenAt: null });
  await removePhoto('p1', clock - 10_000);
  server.faults = ['lost'];
  await round();
  await restorePhoto('p1');
  server.refuse.set('/photos/p1', { status: 410, code: 'photo.deleted' });
  for (let i = 0; i < 3; i++, clock += 400_000) await round();
  expect([await allOps(), [...server.photos.values()]]).toEqual([[], ['sha-p1']]);
});
