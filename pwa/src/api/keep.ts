/** A small drawer on this device for managers: the last comparison seen, the marks of a review not yet sent. Emptied on sign-out. */
import { openDB, type IDBPDatabase } from 'idb';

type Kept<T> = { at: string; value: T };

const STORE = 'kept';
let opening: Promise<IDBPDatabase> | null = null;

function open(): Promise<IDBPDatabase> {
  opening ??= openDB('insideout-desk', 1, {
    upgrade: (db) => void db.createObjectStore(STORE),
    terminated: () => (opening = null),
  });
  return opening;
}

/** Comfort, not duty: where the browser refuses a store, the page works without. */
async function quietly<T>(work: (db: IDBPDatabase) => Promise<T>): Promise<T | null> {
  try {
    return await work(await open());
  } catch {
    opening = null;
    return null;
  }
}

export async function keep<T>(key: string, value: T): Promise<void> {
  await quietly((db) => db.put(STORE, { at: new Date().toISOString(), value } satisfies Kept<T>, key));
}

export async function kept<T>(key: string): Promise<Kept<T> | null> {
  return ((await quietly((db) => db.get(STORE, key))) as Kept<T> | undefined) ?? null;
}

export async function forget(key: string): Promise<void> {
  await quietly((db) => db.delete(STORE, key));
}

export async function forgetAll(): Promise<void> {
  await quietly((db) => db.clear(STORE));
}
