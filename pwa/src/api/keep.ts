/**
 * What a manager saw last, for reading without a network, and the marks of a review not decided yet: two databases of their own on
 * this device, apart from the auditors' queue. Each row belongs to one account. Copies are bounded, and the one not looked at for
 * the longest goes first; marks are a person's work and stay. Comfort, not duty: where the browser refuses a store, the pages work
 * without.
 */
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { firstDue, withoutDue } from './kept-positions';

export type Kept<T> = { at: string; value: T };

/** Apart from the values, so that counting and choosing what goes does not read pictures. */
type Entry = {
  account: string;
  name: string;
  at: string;
  /** When it was last written or read, in ms; what has a smaller figure goes earlier. */
  used: number;
  size: number;
  /** When the next position in it must be gone, in ms. */
  due?: number;
};

interface Drawer extends DBSchema {
  entries: { key: string; value: Entry };
  values: { key: string; value: unknown };
}

type Db = IDBPDatabase<Drawer>;
type Kind = 'copies' | 'marks';

/** The sign-in page deletes the copies by this name, without loading this file. */
const NAMES: Readonly<Record<Kind, string>> = { copies: 'insideout-seen', marks: 'insideout-desk' };
export const BUDGET = 50_000_000;
/** One thing that would push out most of the rest is not kept at all. */
export const LARGEST = 8_000_000;
/** As long as a session lives without being used; older copies are not shown any more. */
export const DAYS = 30;
const DAY_MS = 86_400_000;
const STORES = ['entries', 'values'] as const;

/** The first version of either did not know whose its rows were, the second of the copies not which hold a position. */
const VERSIONS: Readonly<Record<Kind, number>> = { copies: 3, marks: 2 };

const opening: Partial<Record<Kind, Promise<Db>>> = {};

function open(kind: Kind): Promise<Db> {
  return (opening[kind] ??= opened(kind));
}

async function opened(kind: Kind): Promise<Db> {
  const db = await openDB<Drawer>(NAMES[kind], VERSIONS[kind], {
    upgrade: (db) => {
      for (const store of [...db.objectStoreNames]) db.deleteObjectStore(store);
      for (const store of STORES) db.createObjectStore(store);
    },
    blocking: () => void close(kind),
    terminated: () => delete opening[kind],
  });
  // A device that cannot write still shows what it has: reading looks at the time as well.
  if (kind === 'copies') await forgetPositions(db).catch(() => undefined);
  return db;
}

/** Takes the positions out whose time is over, and leaves the rest of the copy as it is. */
async function forgetPositions(db: Db): Promise<void> {
  const now = Date.now();
  const tx = db.transaction(STORES, 'readwrite');
  for (const entry of await tx.objectStore('entries').getAll()) {
    if (entry.due === undefined || entry.due > now) continue;
    const key = keyOf(entry.account, entry.name);
    const value = withoutDue(await tx.objectStore('values').get(key), now);
    void tx.objectStore('values').put(value, key);
    void tx.objectStore('entries').put({ ...entry, due: firstDue(value) ?? undefined }, key);
  }
  await tx.done;
}

/** The next call opens a new connection. */
export async function close(kind: Kind): Promise<void> {
  const old = opening[kind];
  delete opening[kind];
  await old?.then((db) => db.close(), () => undefined);
}

async function quietly<T>(kind: Kind, work: (db: Db) => Promise<T>): Promise<T | null> {
  try {
    return await work(await open(kind));
  } catch {
    delete opening[kind];
    return null;
  }
}

const keyOf = (account: string, name: string): string => `${account} ${name}`;

function sizeOf(value: unknown): number {
  if (value instanceof Blob) return value.size;
  return (JSON.stringify(value) ?? '').length;
}

function isOld(at: string): boolean {
  return Date.now() - Date.parse(at) > DAYS * DAY_MS;
}

/** Deletes what `which` says, asked in the order of use. */
async function remove(db: Db, which: (entry: Entry) => boolean): Promise<void> {
  const tx = db.transaction(STORES, 'readwrite');
  const entries = await tx.objectStore('entries').getAll();
  for (const entry of entries.sort((a, b) => a.used - b.used)) {
    if (!which(entry)) continue;
    const key = keyOf(entry.account, entry.name);
    void tx.objectStore('entries').delete(key);
    void tx.objectStore('values').delete(key);
  }
  await tx.done;
}

/** Copies not looked at for the longest, until `room` is free, and all that have grown too old. */
async function makeRoom(db: Db, room: number, budget: number): Promise<void> {
  await forgetPositions(db);
  let total = room + (await db.getAll('entries')).reduce((sum, { size }) => sum + size, 0);
  await remove(db, ({ at, size }) => {
    if (total <= budget && !isOld(at)) return false;
    total -= size;
    return true;
  });
}

async function write(db: Db, entry: Entry, value: unknown): Promise<void> {
  const tx = db.transaction(STORES, 'readwrite');
  const key = keyOf(entry.account, entry.name);
  await Promise.all([tx.objectStore('entries').put(entry, key), tx.objectStore('values').put(value, key), tx.done]);
}

let latest = 0;

/** Two of one millisecond have an order too. */
function stamp(): number {
  latest = Math.max(Date.now(), latest + 0.001);
  return latest;
}

const entryOf = (account: string, name: string, size: number): Entry =>
  ({ account, name, at: new Date().toISOString(), used: stamp(), size });

/** A full device loses older copies first; if that does not help, nothing is kept and nobody disturbed. */
export async function keep(account: string, name: string, value: unknown): Promise<void> {
  const size = sizeOf(value);
  if (size > LARGEST) return;
  const entry = { ...entryOf(account, name, size), due: firstDue(value) ?? undefined };
  await quietly('copies', async (db) => {
    await makeRoom(db, size, BUDGET);
    try {
      await write(db, entry, value);
    } catch {
      await makeRoom(db, size, BUDGET / 4);
      await write(db, entry, value);
    }
  });
}

export async function keepMarks(account: string, name: string, value: unknown): Promise<void> {
  await quietly('marks', (db) => write(db, entryOf(account, name, sizeOf(value)), value));
}

async function read<T>(kind: Kind, account: string, name: string): Promise<Kept<T> | null> {
  return quietly(kind, async (db) => {
    const key = keyOf(account, name);
    const tx = db.transaction(STORES, 'readwrite');
    const [entry, value] = await Promise.all([tx.objectStore('entries').get(key), tx.objectStore('values').get(key)]);
    const good = entry !== undefined && value !== undefined && (kind === 'marks' || !isOld(entry.at));
    if (good) void tx.objectStore('entries').put({ ...entry, used: stamp() }, key);
    await tx.done;
    return good ? { at: entry.at, value: (entry.due === undefined ? value : withoutDue(value, Date.now())) as T } : null;
  });
}

/** Only its own account's, and only what is young enough. */
export const kept = <T>(account: string, name: string): Promise<Kept<T> | null> => read('copies', account, name);
export const keptMarks = <T>(account: string, name: string): Promise<Kept<T> | null> => read('marks', account, name);

/** The names of this account's copies that begin so, without the beginning. */
export async function namesOf(account: string, prefix: string): Promise<Set<string>> {
  const entries = (await quietly('copies', (db) => db.getAll('entries'))) ?? [];
  const mine = entries.filter((entry) => entry.account === account && entry.name.startsWith(prefix) && !isOld(entry.at));
  return new Set(mine.map((entry) => entry.name.slice(prefix.length)));
}

async function forgetOne(kind: Kind, account: string, name: string): Promise<void> {
  await quietly(kind, (db) => remove(db, (entry) => entry.account === account && entry.name === name));
}

export const forget = (account: string, name: string): Promise<void> => forgetOne('copies', account, name);
export const forgetMarks = (account: string, name: string): Promise<void> => forgetOne('marks', account, name);

/** Signing out on purpose: no copy stays, whoever's, and no marks of this person. */
export async function forgetAccount(account: string): Promise<void> {
  await close('copies');
  await deleteDB(NAMES.copies).catch(() => undefined);
  await quietly('marks', (db) => remove(db, (entry) => entry.account === account));
}
