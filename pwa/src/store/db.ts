/** The one connection to IndexedDB. A connection the system has killed is reopened once; if that fails too, `storeDead` says so. */
import { signal } from '@preact/signals';
import { openDB } from 'idb';
import { DB_NAME, DB_VERSION, upgrade, type Db, type Schema } from './schema';

export const storeDead = signal(false);

let handle: Promise<Db> | null = null;

/** iOS ends the database process of a page in the background; every later call on the old handle then fails with one of these. */
const DEAD = new Set(['InvalidStateError', 'UnknownError', 'AbortError', 'TransactionInactiveError', 'VersionError']);

export class StoreFull extends Error {}

/** What was asked of a dead store. `storeDead` says it on every screen, so nobody else has to. */
export class StoreDead extends Error {}

/** Behind what nobody waits for: what a dead store breaks off is said already, everything else is a mistake of ours. */
export function unlessDead(error: unknown): void {
  if (!(error instanceof StoreDead)) throw error;
}

function isNamed(error: unknown, names: Set<string>): boolean {
  return error instanceof Error && names.has(error.name);
}

/** Asynchronous, as a browser may also refuse at once: each caller then finds out for itself that the store is dead. */
async function connect(): Promise<Db> {
  return openDB<Schema>(DB_NAME, DB_VERSION, {
    upgrade: (db, from) => upgrade(db, from),
    blocking: () => void forget(),
    terminated: () => void forget(),
  });
}

function open(): Promise<Db> {
  handle ??= connect();
  // A store that could not be opened is tried afresh next time.
  const opening = handle;
  opening.catch(() => handle === opening && (handle = null));
  return opening;
}

/** Drops the handle; the next call opens a new one. One that others have replaced already is none of this caller's business. */
export async function forget(old: Promise<Db> | null = handle): Promise<void> {
  if (old === handle) handle = null;
  try {
    (await old)?.close();
  } catch {
    // It never opened or is gone already: nothing to close.
  }
}

export async function use<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const used = open();
  try {
    return await alive(work, used);
  } catch (error) {
    if (!isNamed(error, DEAD)) throw error;
    await forget(used);
    return secondTry(work);
  }
}

/** What works proves that the store lives. */
async function alive<T>(work: (db: Db) => Promise<T>, used: Promise<Db>): Promise<T> {
  const result = await once(work, used);
  storeDead.value = false;
  return result;
}

async function secondTry<T>(work: (db: Db) => Promise<T>): Promise<T> {
  try {
    return await alive(work, open());
  } catch (error) {
    if (error instanceof StoreFull) throw error;
    storeDead.value = true;
    throw new StoreDead(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function once<T>(work: (db: Db) => Promise<T>, used: Promise<Db>): Promise<T> {
  try {
    return await work(await used);
  } catch (error) {
    if (isNamed(error, new Set(['QuotaExceededError']))) throw new StoreFull('No space left on this phone.');
    throw error;
  }
}

/** The names of the stores a write may touch. */
type Stores = ('kv' | 'visits' | 'checklists' | 'answers' | 'notes' | 'photos' | 'bytes' | 'outbox')[];

/** Answers and photos are written so that they survive a power cut: the call returns after the disk has them. */
export async function writeStrict<T>(
  stores: Stores,
  work: (tx: ReturnType<typeof startWrite>) => Promise<T>,
): Promise<T> {
  return use(async (db) => {
    const tx = startWrite(db, stores);
    try {
      const result = await work(tx);
      finish(tx);
      await tx.done;
      return result;
    } catch (error) {
      abandon(tx);
      throw tx.error ?? error;
    }
  });
}

/**
 * For changes that read nothing first, as each tap is one: written and committed within the tap itself, so that a page
 * that ends in the next moment keeps them. Waiting for the single writes before the commit would leave a gap to lose them in.
 */
export async function writeAtOnce(stores: Stores, work: (tx: WriteTx) => Promise<unknown>[]): Promise<void> {
  await writeStrict(stores, async (tx) => {
    // How each of them went is told by the transaction as a whole.
    for (const put of work(tx)) put.catch(() => undefined);
  });
}

/** Said at once, a commit is kept even when the page ends before it hears so. */
function finish(tx: WriteTx): void {
  try {
    tx.commit();
  } catch {
    // It has already ended by itself: `done` says how.
  }
}

/** Nothing of a failed write may stay. */
function abandon(tx: WriteTx): void {
  tx.done.catch(() => undefined);
  try {
    tx.abort();
  } catch {
    // It has already ended by itself.
  }
}

function startWrite(db: Db, stores: Stores) {
  return db.transaction(stores, 'readwrite', { durability: 'strict' });
}

export type WriteTx = ReturnType<typeof startWrite>;
