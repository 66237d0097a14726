/** What was noted while there: kept in one transaction with its place in the queue, sent as a whole, before the submission. */
import { beforeEach, expect, test } from 'vitest';
import { isLine, notesOf, saveNote, stampNote, type NoteChange } from '../store/notes';
import { allOps, enqueue } from '../store/outbox';
import type { NoteRow } from '../store/schema';
import { dropVisits, getVisit, keepVisit } from '../store/visits';
import type { Visit } from '../store/wire';
import { drainRound } from './drain';
import { ACCOUNT, freshServer, summary, VISIT, visit, type Server } from './scripted.test-server';

const AT = '2026-11-22T10:07:00.000Z';
const LINE = '0198f2c4-0000-7000-8000-000000000001';

let server: Server;
let clock = 0;

beforeEach(async () => {
  server = await freshServer();
  clock = Date.now() + 10_000;
});

const round = () => drainRound(ACCOUNT, () => undefined, () => clock);

async function note(change: Partial<NoteChange> & { id: string }, old?: NoteRow): Promise<NoteRow> {
  const row = stampNote(VISIT, { at: AT, ...change }, old);
  await saveNote(ACCOUNT, row);
  return row;
}

async function submit(): Promise<void> {
  const body = { key: 'k1', answer_count: 0, hidden: [], client_score: {}, arrived_at: null, left_at: null, submitted_at: '' };
  await enqueue({ kind: 'submit', account: ACCOUNT, visit_id: VISIT, subject: VISIT, stamp: 'k1', body });
}

function shown(status: string, notes: object[]): Visit {
  return { ...visit(status), notes } as unknown as Visit;
}

const ofServer = ({ visit_id: _, ...rest }: NoteRow): object => rest;

test('a stamp and a line go together, before the submission, with the device', async () => {
  await note({ id: 'greeted' });
  await note({ id: LINE, text: 'Coffee was offered' });
  await submit();
  expect(summary(await allOps())).toEqual(['notes:v1 wait', 'submit:v1 wait']);
  await round();
  expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual(['PUT /visits/v1/notes', 'POST /visits/v1/submission']);
  const { notes } = server.seen[0]?.body as { notes: NoteRow[] };
  expect(notes.map(({ id, text }) => [id, text])).toEqual([[LINE, 'Coffee was offered'], ['greeted', null]]);
  expect(server.seen[0]?.headers['X-Device']).toMatch(/-/);
  expect(server.seen[1]?.headers['X-Clock']).toMatch(/^20.*Z$/);
  expect(await allOps()).toEqual([]);
  expect(await notesOf(VISIT)).toHaveLength(2);
});

test('a line waits for its writer to pause, a stamp goes at once', async () => {
  clock = Date.now();
  await note({ id: LINE, text: 'Cof' });
  await round();
  expect(server.seen).toEqual([]);
  await note({ id: 'greeted' });
  await round();
  expect(server.notes.size).toBe(2);
});

test('after a lost reply all of it goes again', async () => {
  await note({ id: 'greeted' });
  server.faults = ['lost'];
  expect((await round()).why).toBe('network');
  expect(summary(await allOps())).toEqual(['notes:v1 wait']);
  await round();
  expect([...server.notes.keys()]).toEqual(['greeted']);
  expect(await allOps()).toEqual([]);
});

test('what is noted while a request is on its way is sent after it', async () => {
  await note({ id: 'greeted' });
  let once = true;
  server.onRequest = async () => {
    if (once) await note({ id: 'seated' });
    once = false;
  };
  await round();
  expect(server.paths('PUT')).toHaveLength(2);
  expect([...server.notes.keys()].sort()).toEqual(['greeted', 'seated']);
});

test('the other phone\'s newer version is taken over, an older one is not', async () => {
  const mine = await note({ id: 'greeted' });
  const theirs = stampNote(VISIT, { id: 'greeted', at: '2026-11-22T10:08:00.000Z' }, mine);
  await keepVisit(ACCOUNT, shown('in_progress', [ofServer(theirs)]));
  expect((await notesOf(VISIT))[0]?.at).toBe(theirs.at);
  await keepVisit(ACCOUNT, shown('in_progress', [ofServer(mine)]));
  expect((await notesOf(VISIT))[0]?.at).toBe(theirs.at);
});

test('a closed visit keeps what came too late in sight, and what had arrived is done', async () => {
  const row = await note({ id: 'greeted' });
  server.refuse.set('/visits/v1/notes', { status: 409, code: 'visit.wrong_state' });
  server.shown = shown('submitted', []);
  await round();
  expect(summary(await allOps())).toEqual(['notes:v1 attention']);
  await note({ id: 'greeted' }, row);
  const sent = (await notesOf(VISIT))[0]!;
  server.shown = shown('submitted', [ofServer(sent)]);
  clock += 600_000;
  await round();
  expect(await allOps()).toEqual([]);
});

test('half a reply proves nothing', async () => {
  await note({ id: 'greeted' });
  server.faults = [{ status: 200, body: { status: 'in_progress' } }];
  await round();
  expect(summary(await allOps())).toEqual(['notes:v1 wait']);
});

test('what is removed keeps no words, and wins over what it removes', async () => {
  const line = await note({ id: LINE, text: 'About somebody' });
  const gone = stampNote(VISIT, { id: LINE, at: line.at, text: line.text, removed: true }, line, new Date(0));
  expect([gone.text, gone.removed, gone.updated_at > line.updated_at, gone.revision_id > line.revision_id]).toEqual([null, true, true, true]);
  expect([isLine(line), isLine({ id: 'greeted' }), isLine({ id: 'stopwatch' })]).toEqual([true, false, false]);
});

test('notes leave the phone with their visit, and not while they are unsent', async () => {
  await keepVisit(ACCOUNT, shown('in_progress', []));
  await note({ id: 'greeted' });
  await dropVisits(ACCOUNT, new Set());
  expect(await notesOf(VISIT)).toHaveLength(1);
  await round();
  await dropVisits(ACCOUNT, new Set());
  expect([await getVisit(VISIT), await notesOf(VISIT)]).toEqual([undefined, []]);
});
