/** "I wait for the follow-up" through the queue: after the answers, once, and never in the way. */
import { beforeEach, expect, test } from 'vitest';
import { saveAnswers, stampAnswer } from '../store/answers';
import { allOps, enqueue } from '../store/outbox';
import { changeVisit, getVisit, keepVisit } from '../store/visits';
import { drainRound } from './drain';
import { fetchVisit } from './exchange';
import { ACCOUNT, freshServer, VISIT, visit, type Server } from './scripted.test-server';

let server: Server;
let clock = 0;

beforeEach(async () => {
  server = await freshServer();
  clock = 1_000_000;
  await keepVisit(ACCOUNT, visit('in_progress') as never);
});

const round = () => drainRound(ACCOUNT, () => undefined, () => clock);
const status = async () => (await getVisit(VISIT))?.visit.status;

async function answer(question: string): Promise<void> {
  const change = { visit_id: VISIT, question_id: question, state: 'answered' as const, value: 'yes', comment: null, waiver: null };
  await saveAnswers(ACCOUNT, [{ answer: stampAnswer(change), hidden: false }]);
}

async function wait(): Promise<void> {
  await changeVisit(VISIT, { status: 'awaiting_follow_up' });
  await enqueue({ kind: 'wait', account: ACCOUNT, visit_id: VISIT, subject: VISIT, stamp: 'wait' });
}

test('it is said after the answers that started the clocks', async () => {
  server.shown = visit('awaiting_follow_up');
  await wait();
  await answer('sent_at');
  await round();
  expect(server.paths('PATCH')).toEqual(['/visits/v1/answers']);
  expect(server.seen.map((call) => call.path)).toEqual(['/visits/v1/answers', '/visits/v1/waiting']);
  expect(await status()).toBe('awaiting_follow_up');
  expect(await allOps()).toEqual([]);
});

test('while the answers cannot go it waits for them, and the phone keeps showing it', async () => {
  await wait();
  await answer('sent_at');
  server.refuse.set('/visits/v1/answers', { status: 503 });
  await round();
  expect(server.seen.map((call) => call.path)).not.toContain('/visits/v1/waiting');
  await fetchVisit(ACCOUNT, VISIT);
  expect(await status()).toBe('awaiting_follow_up');
});

test('a lost reply is followed by the same again', async () => {
  server.shown = visit('awaiting_follow_up');
  server.faults = ['lost'];
  await wait();
  await round();
  clock += 400_000;
  await round();
  expect(server.paths('POST')).toEqual(['/visits/v1/waiting', '/visits/v1/waiting']);
  expect(await allOps()).toEqual([]);
});

test.each(['in_progress', 'submitted', 'cancelled'])('refused because of how the visit stands, it is over: %s', async (now) => {
  server.refuse.set('/visits/v1/waiting', { status: 409, code: 'visit.nothing_to_wait_for' });
  server.shown = visit(now);
  await wait();
  await round();
  expect(await allOps()).toEqual([]);
  expect(await status()).toBe(now);
});

test('a server that cannot be asked how the visit stands leaves it in the queue', async () => {
  server.refuse.set('/visits/v1/waiting', { status: 409, code: 'visit.wrong_state' });
  server.refuse.set('/visits/v1', { status: 503 });
  await wait();
  await round();
  expect((await allOps()).map(({ kind, state }) => [kind, state])).toEqual([['wait', 'wait']]);
});

test('a submission waits for it', async () => {
  server.refuse.set('/visits/v1/waiting', { status: 503 });
  await wait();
  const body = { key: 'k1', answer_count: 0, hidden: [], client_score: {}, arrived_at: null, left_at: null, submitted_at: '' };
  await enqueue({ kind: 'submit', account: ACCOUNT, visit_id: VISIT, subject: VISIT, stamp: 'k1', body });
  await round();
  expect(server.submissions.size).toBe(0);
  server.refuse.clear();
  server.shown = visit('awaiting_follow_up');
  clock += 400_000;
  await round();
  expect([...server.submissions.keys()]).toEqual(['k1']);
  expect(await status()).toBe('submitted');
});
