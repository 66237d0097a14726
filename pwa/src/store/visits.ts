/** Visits and the checklist versions they use, kept so that a visit needs no signal. */
import { mergeAnswersIn } from './answers';
import { use, writeStrict, type WriteTx } from './db';
import { leaseKey } from './device';
import { dropNotesIn, mergeNotesIn } from './notes';
import { opKey, putOp, type NewOp } from './outbox';
import { dropPhotosIn, mergePhotosIn } from './photos';
import type { VisitRow } from './schema';
import type { ChecklistVersion, Visit } from './wire';

/** How long a visit that is done stays on the phone. */
const KEEP_DAYS = 30;

/** All of it or nothing: half a visit would look complete, and not be fetched again. `askedAt`: when the server was asked for it. */
export async function keepVisit(account: string, visit: Visit, askedAt?: number): Promise<void> {
  await writeStrict(['visits', 'answers', 'notes', 'photos', 'bytes', 'outbox'], async (tx) => {
    const ours = (await tx.objectStore('visits').get(visit.id))?.visit;
    const kept = { ...timesKept(visit, ours), lease: await leaseKept(tx, visit, ours), status: await statusKept(tx, visit) };
    await tx.objectStore('visits').put({ id: visit.id, account, visit: { ...visit, ...kept }, fetched_at: new Date().toISOString() });
    await mergeAnswersIn(tx, visit.id, visit.answers);
    await mergeNotesIn(tx, visit.id, visit.notes);
    await mergePhotosIn(tx, account, visit.id, visit.photos);
    if (askedAt !== undefined) await dropPhotosIn(tx, visit.id, visit.photos, askedAt);
  });
}

/** The phone has heard something newer of this visit already: this was on its way for too long. */
export async function isOvertaken(visit: Visit): Promise<boolean> {
  return ((await getVisit(visit.id))?.visit.row_version ?? 0) > visit.row_version;
}

/** Older versions kept both times in the visit alone until it was submitted. */
function timesKept(theirs: Visit, ours: Visit | undefined): Pick<Visit, 'arrived_at' | 'left_at'> {
  return { arrived_at: theirs.arrived_at ?? ours?.arrived_at ?? null, left_at: theirs.left_at ?? ours?.left_at ?? null };
}

/** That the person goes on here stands while the server does not know it yet. */
async function leaseKept(tx: WriteTx, theirs: Pick<Visit, 'id' | 'lease'>, ours: Visit | undefined): Promise<Visit['lease']> {
  return (await tx.objectStore('outbox').get(leaseKey(theirs.id))) ? (ours?.lease ?? theirs.lease) : theirs.lease;
}

const BEFORE_WAITING = new Set<string>(['planned', 'accepted', 'in_progress']);

/** That its auditor waits stands while the server does not know it yet. */
async function statusKept(tx: WriteTx, { id, status }: Pick<Visit, 'id' | 'status'>): Promise<Visit['status']> {
  const waits = BEFORE_WAITING.has(status) && (await tx.objectStore('outbox').get(opKey('wait', id)));
  return waits ? 'awaiting_follow_up' : status;
}

/** What the server says after taking answers. */
export async function noteAnswered(id: string, said: Pick<Visit, 'status' | 'row_version' | 'lease'>): Promise<void> {
  await writeStrict(['visits', 'outbox'], async (tx) => {
    const row = await tx.objectStore('visits').get(id);
    if (!row) return;
    const lease = await leaseKept(tx, { id, lease: said.lease }, row.visit);
    const status = await statusKept(tx, { id, status: said.status });
    await tx.objectStore('visits').put({ ...row, visit: { ...row.visit, ...said, lease, status } });
  });
}

export async function getVisit(id: string): Promise<VisitRow | undefined> {
  return use((db) => db.get('visits', id));
}

export async function visitsOf(account: string): Promise<VisitRow[]> {
  return (await use((db) => db.getAll('visits'))).filter((row) => row.account === account);
}

/** The parts of a visit the phone changes itself before the server has said so. `op` tells the server: both are kept, or nothing is. */
export async function changeVisit(id: string, fields: Partial<Visit>, op?: NewOp): Promise<void> {
  await writeStrict(['visits', 'outbox'], async (tx) => {
    const row = await tx.objectStore('visits').get(id);
    if (row) await tx.objectStore('visits').put({ ...row, visit: { ...row.visit, ...fields } });
    if (op) await putOp(tx, op);
  });
}

export async function keepChecklist(version: ChecklistVersion): Promise<void> {
  await use((db) => db.put('checklists', version));
}

export async function getChecklist(versionId: string): Promise<ChecklistVersion | undefined> {
  return use((db) => db.get('checklists', versionId));
}

/** Drops visits that are no longer ours or long done; never one with something unsent. */
export async function dropVisits(account: string, listed: Set<string>, now: number = Date.now()): Promise<void> {
  for (const { id, visit } of await visitsOf(account)) {
    const doneAt = Date.parse(visit.decided_at ?? visit.submitted_at ?? '') || now;
    const old = visit.status === 'approved' && now - doneAt > KEEP_DAYS * 86_400_000;
    if (!listed.has(id) || old) await dropVisit(id);
  }
}

async function dropVisit(id: string): Promise<void> {
  await writeStrict(['visits', 'answers', 'notes', 'photos', 'bytes', 'outbox'], async (tx) => {
    if ((await tx.objectStore('outbox').index('visit').count(id)) > 0) return;
    await tx.objectStore('visits').delete(id);
    for (const key of await tx.objectStore('answers').index('visit').getAllKeys(id)) await tx.objectStore('answers').delete(key);
    await dropNotesIn(tx, id);
    for (const key of await tx.objectStore('photos').index('visit').getAllKeys(id)) {
      await tx.objectStore('photos').delete(key);
      await tx.objectStore('bytes').delete(key);
    }
  });
}
