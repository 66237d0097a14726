/** "I wait for the follow-up" is shown once the phone has kept it, together with what tells the server. */
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Definition } from '../../engine';
import { use } from '../../store/db';
import { opsOf } from '../../store/outbox';
import { getVisit, keepVisit } from '../../store/visits';
import type { Visit } from '../../store/wire';
import { isWaiting, waitForFollowUp } from './follow-up';
import { OpenVisit } from './open-visit';

const definition = { id: 'c', sections: [] } as unknown as Definition;
const fromServer = (id: string): Visit =>
  ({ id, status: 'in_progress', returns: [], answers: [], notes: [], photos: [], arrived_at: null, left_at: null }) as never;

async function open(id: string): Promise<OpenVisit> {
  await keepVisit('me', fromServer(id));
  return new OpenVisit('me', fromServer(id), definition);
}
const stored = async (id: string) => [(await getVisit(id))?.visit.status, (await opsOf(id)).map(({ kind }) => kind)];
const turns = async (n: number) => {
  for (let turn = 0; turn < n; turn++) await new Promise((go) => setTimeout(go));
};

/** Another write that takes its time: everything after it has to wait. */
async function busyStore(): Promise<() => Promise<void>> {
  let busy = true;
  let done = Promise.resolve();
  await new Promise<void>((begun) => {
    done = use(async (db) => {
      const tx = db.transaction(['visits', 'outbox'], 'readwrite');
      while (busy) await tx.objectStore('visits').get('nobody').then(() => begun());
    });
  });
  return () => ((busy = false), done);
}

test('a page that ends while the store is busy has not said what is not kept', async () => {
  const visit = await open('slow');
  const release = await busyStore();
  const said = waitForFollowUp(visit);
  await turns(10);
  expect(isWaiting(visit)).toBe(false);
  await release();
  await said;
  expect(isWaiting(visit)).toBe(true);
  expect(await stored('slow')).toEqual(['awaiting_follow_up', ['wait']]);
});

test('a reply that was on its way changes nothing of it', async () => {
  const visit = await open('reply');
  await Promise.all([waitForFollowUp(visit), keepVisit('me', fromServer('reply'))]);
  expect(await stored('reply')).toEqual(['awaiting_follow_up', ['wait']]);
});
