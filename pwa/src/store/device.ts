/** This device's name for itself: made by chance and kept here, so that it says nothing about the phone or its owner. */
import { signal } from '@preact/signals';
import { use, writeStrict } from './db';
import { opKey, putOp } from './outbox';
import type { VisitRow } from './schema';
import type { Visit } from './wire';

/** null until it has been read. */
export const thisDevice = signal<string | null>(null);

let known: Promise<string> | null = null;

export function deviceId(): Promise<string> {
  known ??= readOrMake();
  known.catch(() => (known = null));
  return known;
}

/** In one transaction, so that two tabs that open at once are one device; strict, so that a killed phone stays the same. */
async function make(): Promise<string> {
  return writeStrict(['kv'], async (tx) => {
    const kept = (await tx.objectStore('kv').get('device')) as string | undefined;
    const id = kept ?? crypto.randomUUID();
    if (!kept) await tx.objectStore('kv').put(id, 'device');
    return id;
  });
}

async function readOrMake(): Promise<string> {
  const kept = (await use((db) => db.get('kv', 'device'))) as string | undefined;
  return (thisDevice.value = kept ?? (await make()));
}

const RUNNING = new Set<string>(['in_progress', 'awaiting_follow_up', 'returned']);

/** The other device that this running visit was opened on last; null where it is made here. */
export function elsewhere(visit: Visit): NonNullable<Visit['lease']> | null {
  const { lease, status } = visit;
  return lease && RUNNING.has(status) && thisDevice.value !== null && lease.device_id !== thisDevice.value ? lease : null;
}

/** The person goes on here: known at once, told to the server before anything else of this visit. */
export async function takeHere({ account, id }: Pick<VisitRow, 'account' | 'id'>, now: Date = new Date()): Promise<void> {
  const device_id = await deviceId();
  const taken_at = now.toISOString();
  await writeStrict(['visits', 'outbox'], async (tx) => {
    const row = await tx.objectStore('visits').get(id);
    if (!row) return;
    await tx.objectStore('visits').put({ ...row, visit: { ...row.visit, lease: { device_id, phone: '', taken_at } } });
    await putOp(tx, { kind: 'lease', account, visit_id: id, subject: id, stamp: taken_at });
  });
}

export const leaseKey = (visitId: string): string => opKey('lease', visitId);
